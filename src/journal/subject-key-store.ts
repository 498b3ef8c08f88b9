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
