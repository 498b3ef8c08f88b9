import type { Db, Tx } from '../db/database.ts';
import type { Case, CaseOrigin } from './case.ts';
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
}

/** What is open in these territories, the oldest first; or closed, the latest first. `*` is the whole country, and what is of no territory. */
export function listCasesWithin(db: Db | Tx, { territories, isClosed, origin, assignedTo }: CasesWanted, page: Page): Promise<CaseLine[]> {
  const query = isClosed
    ? lines(db).whereNotNull('cases.closed_at').orderBy('cases.closed_at', 'desc')
    : lines(db).whereNull('cases.closed_at').orderBy('cases.opened_at');
  if (!territories.includes('*')) void query.whereIn('organisations.territory', [...territories]);
  if (origin) void query.where('cases.origin', origin);
  if (assignedTo) void query.where('cases.assigned_to', assignedTo);
  return paged(query, page);
}

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
