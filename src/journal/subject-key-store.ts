import type { Db, Tx } from '../db/database.ts';

export async function insertSubjectKey(
  tx: Tx,
  key: { readonly subjectRef: string; readonly keyId: string; readonly wrapped: Buffer; readonly createdAt: Date },
): Promise<void> {
  await tx
    .withSchema('journal')
    .insert({ subject_ref: key.subjectRef, kek_id: key.keyId, wrapped_dek: key.wrapped, created_at: key.createdAt })
    .into('subject_keys')
    .onConflict('subject_ref')
    .ignore();
}

/** Null where the key was destroyed. */
export async function listSubjectKeys(
  db: Db | Tx,
  subjectRefs: readonly string[],
): Promise<{ subjectRef: string; wrapped: Buffer | null }[]> {
  return db
    .withSchema('journal')
    .select({ subjectRef: 'subject_ref', wrapped: 'wrapped_dek' })
    .from('subject_keys')
    .whereIn('subject_ref', subjectRefs);
}

/** How many values are sealed under a key; nothing more is until the transaction ends. */
export async function countSealed(tx: Tx, subjectRef: string): Promise<number> {
  const { rows } = await tx.raw<{ rows: [{ count: string }] }>('select journal.count_sealed(:subjectRef) as count', { subjectRef });
  return Number(rows[0].count);
}

/** Destroys a key, what was sealed under it, and its holder's id in the index. The entry that says so, and of how many values, is the last this transaction wrote. */
export async function destroyKey(
  tx: Tx,
  { id, subjectRef, values }: { readonly id: string; readonly subjectRef: string; readonly values: number },
  at: Date,
): Promise<void> {
  await tx.raw('select journal.erase_subject(:subjectRef, :id, :at, :values)', { subjectRef, id, at, values });
}
