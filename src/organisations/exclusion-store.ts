import type { Db, Tx } from '../db/database.ts';
import type { Organisation } from './organisation.ts';

/** What an organisation does not help with, and since when; null: since before we kept the day. */
export type Exclusions = ReadonlyMap<string, Date | null>;

/** What the organisation does not help with from an instant on; what it did not help with before keeps its day. */
export async function setExclusions(tx: Tx, organisationId: string, { procedures, at }: ExcludedAt): Promise<void> {
  await tx('organisations')
    .where('id', organisationId)
    .update({ excluded_procedures: [...procedures] });
  await tx('procedure_exclusions').where('organisation_id', organisationId).whereNotIn('procedure', procedures).delete();
  await insertExclusions(tx, organisationId, { procedures, at });
}

interface ExcludedAt {
  readonly procedures: readonly string[];
  readonly at: Date;
}

/** Keeps the day, for those that have none yet. */
export async function insertExclusions(tx: Tx, organisationId: string, { procedures, at }: ExcludedAt): Promise<void> {
  if (procedures.length === 0) return;
  const rows = procedures.map((procedure) => ({ organisation_id: organisationId, procedure, since: at }));
  await tx.insert(rows).into('procedure_exclusions').onConflict(['organisation_id', 'procedure']).ignore();
}

/** The same, read; an organisation that helps with everything costs no question. */
export async function listExclusions(
  db: Db | Tx,
  { id, excludedProcedures }: Pick<Organisation, 'id' | 'excludedProcedures'>,
): Promise<Exclusions> {
  if (excludedProcedures.length === 0) return new Map();
  const rows = (await db.select('procedure', 'since').from('procedure_exclusions').where('organisation_id', id)) as Kept[];
  const days = new Map(rows.map(({ procedure, since }) => [procedure, since]));
  return new Map(excludedProcedures.map((procedure) => [procedure, days.get(procedure) ?? null]));
}

interface Kept {
  readonly procedure: string;
  readonly since: Date;
}
