import type { Db, Tx } from '../db/database.ts';

/** A search as it is kept: sealed with the key of the supervisor it is of. */
export interface KeptSearch {
  readonly id: string;
  readonly words: Buffer;
}

export async function insertSearch(
  tx: Tx,
  {
    helperId,
    createdAt,
    keptAt,
    identityPrint,
    ...search
  }: KeptSearch & {
    readonly helperId: string;
    readonly createdAt: Date;
    readonly keptAt: Date | null;
    /** Of whom it is about: it goes with them. */
    readonly identityPrint: Buffer | null;
  },
): Promise<void> {
  const row = { ...search, helper_id: helperId, created_at: createdAt, kept_at: keptAt, identity_print: identityPrint };
  await tx.insert(row).into('supervision_searches');
}

/** A search of this supervisor; another's and none are the same. */
export async function findSearch(
  db: Db | Tx,
  { id, helperId }: { readonly id: string; readonly helperId: string },
): Promise<KeptSearch | undefined> {
  const query = db.select({ id: 'id', words: 'words' }).from('supervision_searches');
  return (await query.where({ id, helper_id: helperId }).first()) as KeptSearch | undefined;
}

/** Those a supervisor gave a name, the latest first. */
export async function listKeptSearches(db: Db | Tx, helperId: string): Promise<KeptSearch[]> {
  const query = db.select({ id: 'id', words: 'words' }).from('supervision_searches').where('helper_id', helperId).whereNotNull('kept_at');
  return (await query.orderBy('kept_at', 'desc').limit(50)) as KeptSearch[];
}

/** Says whether there was one of this supervisor's. */
export async function deleteSearch(tx: Tx, { id, helperId }: { readonly id: string; readonly helperId: string }): Promise<boolean> {
  return (await tx('supervision_searches').where({ id, helper_id: helperId }).delete()) > 0;
}

/** Forgets the searches nobody gave a name. */
export async function deletePassingSearches(db: Db, before: Date): Promise<void> {
  await db('supervision_searches').whereNull('kept_at').where('created_at', '<', before).delete();
}

/** Forgets the searches about somebody that were kept before. */
export async function deleteSearchesAboutPersons(db: Db, before: Date): Promise<void> {
  await db('supervision_searches').whereNotNull('identity_print').where('kept_at', '<', before).delete();
}
