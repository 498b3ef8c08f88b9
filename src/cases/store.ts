import type { Db, Tx } from '../db/database.ts';
import type { Case, CaseStep } from './case.ts';

export const columns = {
  id: 'cases.id',
  origin: 'cases.origin',
  cause: 'cases.cause',
  noticed: 'cases.noticed',
  useId: 'cases.use_id',
  mandateId: 'cases.mandate_id',
  personId: 'cases.person_id',
  organisationId: 'cases.organisation_id',
  helperId: 'cases.helper_id',
  state: 'cases.state',
  openedAt: 'cases.opened_at',
  dueAt: 'cases.due_at',
  managerAskedAt: 'cases.manager_asked_at',
  assignedTo: 'cases.assigned_to',
  outcome: 'cases.outcome',
  concludedBy: 'cases.concluded_by',
  confirmedBy: 'cases.confirmed_by',
  closedAt: 'cases.closed_at',
  challengedAt: 'cases.challenged_at',
  firstConcludedBy: 'cases.first_concluded_by',
  firstConfirmedBy: 'cases.first_confirmed_by',
} as const;

/** Whether no case of this origin was open about the use: one at a time. */
export async function insertCase(tx: Tx, one: Case): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into cases (id, origin, cause, noticed, use_id, mandate_id, person_id, organisation_id, helper_id, state, opened_at, due_at, manager_asked_at)
     values (:id, :origin, :cause, :noticed::jsonb, :useId, :mandateId, :personId, :organisationId, :helperId, :state, :openedAt, :dueAt, :managerAskedAt)
     on conflict (use_id, origin) where closed_at is null do nothing`,
    { ...one, noticed: one.noticed && JSON.stringify(one.noticed) },
  );
  return rowCount === 1;
}

/** Held alone: two who act at once act one after the other. */
export async function lockCase(tx: Tx, id: string): Promise<Case | undefined> {
  return (await tx.select(columns).from('cases').where('id', id).forUpdate().first()) as Case | undefined;
}

/** The person's own case about a use that is still open. */
export async function findOpenContest(db: Db | Tx, useId: string): Promise<string | undefined> {
  const row = (await db.select('id').from('cases').where({ use_id: useId, origin: 'contest', closed_at: null }).first()) as
    { id: string } | undefined;
  return row?.id;
}

/** Cases about an organisation that nobody closed yet. */
export async function countOpenCases(db: Db | Tx, organisationId: string): Promise<number> {
  const row = (await db('cases').where('organisation_id', organisationId).whereNull('closed_at').count({ open: '*' }).first()) as
    { open: string } | undefined;
  return Number(row?.open ?? 0);
}

/** Writes what an act changed. */
export async function setMoved(tx: Tx, one: Case): Promise<void> {
  await tx.raw(
    `update cases set state = :state, due_at = :dueAt, manager_asked_at = :managerAskedAt, assigned_to = :assignedTo, outcome = :outcome,
            concluded_by = :concludedBy, confirmed_by = :confirmedBy, closed_at = :closedAt, challenged_at = :challengedAt,
            first_concluded_by = :firstConcludedBy, first_confirmed_by = :firstConfirmedBy
      where id = :id`,
    { ...one },
  );
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
    `insert into case_steps (id, case_id, n, act, actor, staff_id, outcome, words, at)
     select :id, :caseId, count(*) + 1, :act, :actor, :staffId, :outcome, :words, :at from case_steps where case_id = :caseId`,
    { ...step },
  );
}

export type KeptStep = Pick<NewStep, 'id' | 'act' | 'actor' | 'outcome' | 'words' | 'at'>;

export async function listSteps(db: Db | Tx, caseId: string): Promise<KeptStep[]> {
  const columns = { id: 'id', act: 'act', actor: 'actor', outcome: 'outcome', words: 'words', at: 'at' };
  return (await db.select(columns).from('case_steps').where('case_id', caseId).orderBy('n')) as KeptStep[];
}
