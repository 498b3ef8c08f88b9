import type { Db, Tx } from '../db/database.ts';

/** A signing key as it is kept: the private part sealed. */
export interface KeptKey {
  readonly kid: string;
  readonly algorithm: string;
  readonly privateKey: Buffer;
  readonly publicKey: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly currentAt: Date | null;
  readonly retiredAt: Date | null;
}

const columns = {
  kid: 'kid',
  algorithm: 'algorithm',
  privateKey: 'private_key',
  publicKey: 'public_key',
  createdAt: 'created_at',
  currentAt: 'current_at',
  retiredAt: 'retired_at',
} as const;

/** Those that sign, those that will, and those retired after `since`: the current ones first. */
export async function listKeys(db: Db | Tx, since: Date): Promise<KeptKey[]> {
  const keys: KeptKey[] = await db
    .select(columns)
    .from('signing_keys')
    .whereRaw('(retired_at is null or retired_at > ?)', [since])
    .orderByRaw('retired_at is not null, current_at is null, created_at desc');
  return keys;
}

/** One instance at a time makes or rotates keys. */
export async function lockKeys(tx: Tx): Promise<void> {
  await tx.raw(`select pg_advisory_xact_lock(hashtext('procura/signing-keys'))`);
}

export async function insertKey(tx: Tx, key: KeptKey): Promise<void> {
  await tx
    .insert({
      kid: key.kid,
      algorithm: key.algorithm,
      private_key: key.privateKey,
      public_key: JSON.stringify(key.publicKey),
      created_at: key.createdAt,
      current_at: key.currentAt,
    })
    .into('signing_keys');
}

export async function setRetired(tx: Tx, algorithm: string, at: Date): Promise<void> {
  await tx('signing_keys').where('algorithm', algorithm).whereNotNull('current_at').whereNull('retired_at').update({ retired_at: at });
}

export async function setCurrent(tx: Tx, kid: string, at: Date): Promise<void> {
  await tx('signing_keys').where('kid', kid).update({ current_at: at });
}
