import type { Db, Tx } from '../db/database.ts';

/** How these organisations are called, by their id. */
export async function namesOfOrganisations(db: Db | Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = (await db
    .select({ id: 'id', name: 'name' })
    .from('organisations')
    .whereIn('id', [...new Set(ids)])) as {
    id: string;
    name: string;
  }[];
  return new Map(rows.map(({ id, name }) => [id, name]));
}
