import type { Db, Tx } from '../db/database.ts';
import type { IdentityPrints } from './identity-prints.ts';

/** Who has this identity; with a place of birth, only those born there. */
export async function listIdsByIdentity(
  db: Db | Tx,
  { identityPrint, birthplacePrint }: { readonly identityPrint: Buffer; readonly birthplacePrint: Buffer | null },
): Promise<string[]> {
  const query = db.from('people').where('identity_print', identityPrint).orderBy('id').limit(20);
  if (birthplacePrint) void query.where('birthplace_print', birthplacePrint);
  return query.pluck<string[]>('id');
}

export async function setPrints(tx: Tx, id: string, { identityPrint, birthplacePrint }: IdentityPrints): Promise<void> {
  await tx('people').where('id', id).update({ identity_print: identityPrint, birthplace_print: birthplacePrint });
}

/** Held, so that an erasure waits; those another instance holds are left to it. */
export async function lockUnprinted(tx: Tx, limit: number): Promise<string[]> {
  const query = tx.from('people').whereNull('identity_print').whereNull('erased_at').orderBy('id').limit(limit);
  return query.forUpdate().skipLocked().pluck<string[]>('id');
}
