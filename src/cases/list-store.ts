import type { Db, Tx } from '../db/database.ts';
import type { Case, CaseOrigin, CasesWaiting } from './case.ts';
import { columns } from './store.ts';

/** A case as a line of a list, with the use it is about, if it is about one. */
export interface CaseLine extends Case {
  readonly organisationName: string | null;
  readonly clientName: string | null;
  readonly usedAt: Date | null;
}

interface Page {
  readonly limit: number;
  readonly offset?: number;
}

/** A person's cases, the latest first. */
export function listCasesOfPerson(db: Db | Tx, personId: string, page: Page): Promise<CaseLine[]> {
  return list(db, { 'cases.person_id': personId }, page);
}

/** An organisation's cases that its managers may know of, the latest first: nobody is named. */
export function listCasesOfOrganisation(db: Db | Tx, organisationId: string, page: Page): Promise<CaseLine[]> {
  const query = lines(db).where('cases.organisation_id', organisationId);
  void query.where((known) => {
    void known.where('cases.origin', 'contest').orWhereNotNull('cases.manager_asked_at');
  });
  return paged(query.orderBy('cases.opened_at', 'desc'), page);
}

/** Which cases a supervisor wants to see: those that are open, or those that are not any more. */
export interface CasesWanted {
  readonly isClosed: boolean;
  readonly territories: readonly string[];
  readonly origin?: CaseOrigin | undefined;
  readonly assignedTo?: string | undefined;
  /** Those that wait, and that this supervisor may do something about. */
  readonly waiting?: { readonly for: CasesWaiting; readonly me: string } | undefined;
}

/** What is open in these territories, the oldest first; or closed, the latest first. `*` is the whole country, and what is of no territory. */
export function listCasesWithin(db: Db | Tx, wanted: CasesWanted, page: Page): Promise<CaseLine[]> {
  const query = within(db, wanted);
  return paged(wanted.isClosed ? query.orderBy('cases.closed_at', 'desc') : query.orderBy('cases.opened_at'), page);
}

/** How many there are, counted up to a bound: as many as the list shows. */
export async function countCasesWithin(db: Db | Tx, wanted: CasesWanted, bound: number): Promise<number> {
  const some = within(db, wanted).clearSelect().select('cases.id').limit(bound).as('some');
  const row = (await db.count({ n: '*' }).from(some).first()) as { n: string } | undefined;
  return Number(row?.n ?? 0);
}

function within(db: Db | Tx, { territories, isClosed, origin, assignedTo, waiting }: CasesWanted): ReturnType<typeof lines> {
  const query = isClosed ? lines(db).whereNotNull('cases.closed_at') : lines(db).whereNull('cases.closed_at');
  if (!territories.includes('*')) void query.whereIn('organisations.territory', [...territories]);
  if (origin) void query.where('cases.origin', origin);
  if (assignedTo) void query.where('cases.assigned_to', assignedTo);
  if (waiting) void query.whereRaw(waits[waiting.for], { me: waiting.me }).whereRaw(isForMe, { me: waiting.me });
  return query;
}

const waits: Readonly<Record<CasesWaiting, string>> = {
  nobody: `cases.state = 'with_supervisor' and cases.origin <> 'contest' and cases.assigned_to is null`,
  appeal: `(cases.state = 'challenged' or cases.state = 'with_supervisor' and cases.origin = 'contest')
           and (cases.assigned_to is null or cases.assigned_to = :me)`,
  second: `cases.state = 'awaiting_second' and cases.concluded_by is distinct from :me`,
};

/** Nobody judges what is about themselves, nor twice. */
const isForMe = `cases.helper_id is distinct from :me and cases.first_concluded_by is distinct from :me and cases.first_confirmed_by is distinct from :me`;

function list(db: Db | Tx, of: Readonly<Record<string, string>>, page: Page): Promise<CaseLine[]> {
  return paged(lines(db).where(of).orderBy('cases.opened_at', 'desc'), page);
}

async function paged(query: ReturnType<typeof lines>, { limit, offset = 0 }: Page): Promise<CaseLine[]> {
  return (await query.limit(limit).offset(offset)) as CaseLine[];
}

function lines(db: Db | Tx) {
  return db
    .select({ ...columns, organisationName: 'organisations.name', clientName: 'uses.client_name', usedAt: 'uses.used_at' })
    .from('cases')
    .leftJoin('organisations', 'organisations.id', 'cases.organisation_id')
    .leftJoin('uses', 'uses.id', 'cases.use_id');
}
