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

/** Destroys a key, what was sealed under it, and its holder's id in the index. The entry that says so is the last this transaction wrote. */
export async function destroyKey(
  tx: Tx,
  { id, subjectRef }: { readonly id: string; readonly subjectRef: string },
  at: Date,
): Promise<void> {
  await tx.raw('select journal.erase_subject(:subjectRef, :id, :at)', { subjectRef, id, at });
}
