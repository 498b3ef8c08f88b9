import type { Db, Tx } from '../db/database.ts';

/** When an organisation helps, as it said it: in the notation of the directory, or in words from before there was one. */
export async function findHours(db: Db | Tx, organisationId: string): Promise<string | null> {
  const row = (await db.select({ hours: 'opening_hours' }).from('organisations').where('id', organisationId).first()) as
    { readonly hours: string | null } | undefined;
  return row?.hours ?? null;
}

export async function putHours(
  tx: Tx,
  organisationId: string,
  { hours, at }: { readonly hours: string | null; readonly at: Date },
): Promise<void> {
  await tx('organisations').where('id', organisationId).update({ opening_hours: hours, changed_at: at });
}
