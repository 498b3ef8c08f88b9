import type { Db, Tx } from '../db/database.ts';
import { type OpeningHours, usualHours } from './hours.ts';

/** When an organisation helps: what it declared, else the usual. */
export async function findHours(db: Db | Tx, organisationId: string): Promise<OpeningHours> {
  const columns = { days: 'days', opens: 'opens', closes: 'closes' };
  const declared = (await db.select(columns).from('organisation_hours').where('organisation_id', organisationId).first()) as
    OpeningHours | undefined;
  return declared ?? usualHours;
}

export async function putHours(
  tx: Tx,
  organisationId: string,
  { days, opens, closes, at }: OpeningHours & { readonly at: Date },
): Promise<void> {
  const row = { organisation_id: organisationId, days: [...days], opens, closes, declared_at: at };
  await tx.insert(row).into('organisation_hours').onConflict('organisation_id').merge();
}
