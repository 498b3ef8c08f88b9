import { randomBytes } from 'node:crypto';
import { openVault, type Vault } from '../vault.ts';
import type { Db, Tx } from './database.ts';

/** The vault of this database: its fingerprints do not change with the master key. Throws a sentence when the master key is another one's. */
export async function openKeptVault(db: Db | Tx, masterKeys: readonly Buffer[]): Promise<Vault> {
  const bare = openVault(masterKeys);
  const drawn = bare.seal('kept-key', 'fingerprint', randomBytes(32));
  await db.insert({ purpose: 'fingerprint', wrapped: drawn }).into('kept_keys').onConflict('purpose').ignore();
  const row = await db<{ purpose: string; wrapped: Buffer }>('kept_keys').where('purpose', 'fingerprint').first('wrapped');
  return openVault(masterKeys, unwrapped(bare, row?.wrapped ?? drawn));
}

function unwrapped(bare: Vault, wrapped: Buffer): Buffer {
  try {
    return bare.open('kept-key', 'fingerprint', wrapped);
  } catch (cause) {
    throw new Error('MASTER_KEY is not the one of this database. During a rotation it takes the new key, a comma, the former.', { cause });
  }
}
