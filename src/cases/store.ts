import type { Db, Tx } from '../db/database.ts';
import type { Case, CaseStep } from './case.ts';
import type { CaseState } from './case-states.ts';

const columns = {
  id: 'cases.id',
  useId: 'cases.use_id',
  mandateId: 'cases.mandate_id',
  personId: 'cases.person_id',
  organisationId: 'cases.organisation_id',
  helperId: 'cases.helper_id',
  state: 'cases.state',
  openedAt: 'cases.opened_at',
  dueAt: 'cases.due_at',
  closedAt: 'cases.closed_at',
} as const;

/** Whether the use was not contested already: one case at a time. */
export async function insertCase(tx: Tx, one: Case): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into cases (id, use_id, mandate_id, person_id, organisation_id, helper_id, state, opened_at, due_at)
     values (:id, :useId, :mandateId, :personId, :organisationId, :helperId, :state, :openedAt, :dueAt)
     on conflict (use_id) where closed_at is null do nothing`,
    { ...one },
  );
  return rowCount === 1;
}

/** Held alone: two who act at once act one after the other. */
export async function lockCase(tx: Tx, id: string): Promise<Case | undefined> {
  return (await tx.select(columns).from('cases').where('id', id).forUpdate().first()) as Case | undefined;
}

export async function setState(
  tx: Tx,
  id: string,
  { state, dueAt, closedAt }: { readonly state: CaseState; readonly dueAt: Date | null; readonly closedAt: Date | null },
): Promise<void> {
  await tx('cases').where('id', id).update({ state, due_at: dueAt, closed_at: closedAt });
}

/** A step as it is written. */
export interface NewStep extends Omit<CaseStep, 'words'> {
  readonly id: string;
  readonly caseId: string;
  readonly staffId: string | null;
  readonly words: Buffer | null;
}

/** After those before it: whoever adds one holds the case alone. */
export async function insertStep(tx: Tx, step: NewStep): Promise<void> {
  await tx.raw(
    `insert into case_steps (id, case_id, n, act, actor, staff_id, words, at)
     select :id, :caseId, count(*) + 1, :act, :actor, :staffId, :words, :at from case_steps where case_id = :caseId`,
    { ...step },
  );
}

export type KeptStep = Pick<NewStep, 'id' | 'act' | 'actor' | 'words' | 'at'>;

export async function listSteps(db: Db | Tx, caseId: string): Promise<KeptStep[]> {
  const columns = { id: 'id', act: 'act', actor: 'actor', words: 'words', at: 'at' };
  return (await db.select(columns).from('case_steps').where('case_id', caseId).orderBy('n')) as KeptStep[];
}

/** A case as a line of a list, with the use it is about. */
export interface CaseLine extends Case {
  readonly organisationName: string;
  readonly clientName: string;
  readonly usedAt: Date;
}

interface Page {
  readonly limit: number;
  readonly offset?: number;
}

/** A person's cases, the latest first. */
export function listCasesOfPerson(db: Db | Tx, personId: string, page: Page): Promise<CaseLine[]> {
  return list(db, { 'cases.person_id': personId }, page);
}

/** An organisation's cases, the latest first: nobody is named. */
export function listCasesOfOrganisation(db: Db | Tx, organisationId: string, page: Page): Promise<CaseLine[]> {
  return list(db, { 'cases.organisation_id': organisationId }, page);
}

async function list(db: Db | Tx, of: Readonly<Record<string, string>>, { limit, offset = 0 }: Page): Promise<CaseLine[]> {
  return (await lines(db).where(of).orderBy('cases.opened_at', 'desc').limit(limit).offset(offset)) as CaseLine[];
}

/** What is open in these territories, the oldest first. `*` is the whole country. */
export async function listOpenCases(db: Db | Tx, territories: readonly string[], { limit, offset = 0 }: Page): Promise<CaseLine[]> {
  const query = lines(db).whereNull('cases.closed_at').orderBy('cases.opened_at').limit(limit).offset(offset);
  if (!territories.includes('*')) void query.whereIn('organisations.territory', [...territories]);
  return (await query) as CaseLine[];
}

function lines(db: Db | Tx) {
  return db
    .select({ ...columns, organisationName: 'organisations.name', clientName: 'uses.client_name', usedAt: 'uses.used_at' })
    .from('cases')
    .join('organisations', 'organisations.id', 'cases.organisation_id')
    .join('uses', 'uses.id', 'cases.use_id');
}
