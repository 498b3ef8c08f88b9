import type { Db, Tx } from '../db/database.ts';

/** A territory whose organisations a supervisor may audit. */
export interface SupervisedTerritory {
  readonly helperId: string;
  /** As organisations say theirs; `*` is the whole country. */
  readonly territory: string;
  readonly givenAt: Date;
}

export async function insertTerritory(tx: Tx, { helperId, territory, givenAt }: SupervisedTerritory): Promise<void> {
  await tx.insert({ helper_id: helperId, territory, given_at: givenAt }).into('supervised_territories');
}

/** The territories a supervisor may see, in order. */
export async function listTerritories(db: Db | Tx, helperId: string): Promise<string[]> {
  return db.from('supervised_territories').where('helper_id', helperId).orderBy('territory').pluck<string[]>('territory');
}
