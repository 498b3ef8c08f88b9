import type { JsonWebKey } from 'node:crypto';
import type { Db, Tx } from '../db/database.ts';
import type { PaperKey } from './signed-paper.ts';

/** All that ever signed: a paper outlives the key that signed it. */
export async function listPaperKeys(db: Db | Tx): Promise<PaperKey[]> {
  return (await db.select({ kid: 'kid', publicKey: 'public_key' }).from('paper_keys').orderBy('created_at', 'desc')) as PaperKey[];
}

/** The key that signs now, sealed. */
export async function findKeyInUse(tx: Tx): Promise<{ readonly kid: string; readonly privateKey: Buffer } | undefined> {
  const row: unknown = await tx.select({ kid: 'kid', privateKey: 'private_key' }).from('paper_keys').whereNull('retired_at').first();
  return row as { kid: string; privateKey: Buffer } | undefined; // never null while in use, by the check of the table
}

/** One instance at a time makes or replaces the key. */
export async function lockPaperKeys(tx: Tx): Promise<void> {
  await tx.raw(`select pg_advisory_xact_lock(hashtext('procura/paper-keys'))`);
}

export async function insertPaperKey(
  tx: Tx,
  key: { readonly kid: string; readonly publicKey: JsonWebKey; readonly privateKey: Buffer; readonly at: Date },
): Promise<void> {
  await tx
    .insert({ kid: key.kid, public_key: JSON.stringify(key.publicKey), private_key: key.privateKey, created_at: key.at })
    .into('paper_keys');
}

/** The key signs no more: its private part is gone. */
export async function retireKeyInUse(tx: Tx, at: Date): Promise<void> {
  await tx('paper_keys').whereNull('retired_at').update({ private_key: null, retired_at: at });
}
