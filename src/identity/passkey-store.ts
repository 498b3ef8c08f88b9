import type { Db, Tx } from '../db/database.ts';

/** An authenticator a helper registered (WebAuthn). */
export interface Passkey {
  readonly id: string;
  readonly helperId: string;
  /** base64url, as the authenticator names it. */
  readonly credentialId: string;
  readonly publicKey: Buffer;
  /** How often it says it was used; 0 for those that do not count. */
  readonly counter: number;
  readonly transports: readonly string[];
  /** What its owner calls it. */
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

export type ChallengePurpose = 'registration' | 'proof';

const columns = {
  id: 'id',
  helperId: 'helper_id',
  credentialId: 'credential_id',
  publicKey: 'public_key',
  counter: 'counter',
  transports: 'transports',
  name: 'name',
  createdAt: 'created_at',
  lastUsedAt: 'last_used_at',
} as const;

export async function listPasskeys(db: Db | Tx, helperId: string): Promise<Passkey[]> {
  const rows = (await db.select(columns).from('passkeys').where({ helper_id: helperId, removed_at: null }).orderBy('created_at')) as (Omit<
    Passkey,
    'counter'
  > & {
    readonly counter: string; // a bigint comes as text
  })[];
  return rows.map((row) => ({ ...row, counter: Number(row.counter) }));
}

/** False when the authenticator is registered already, for this account or another. */
export async function insertPasskey(tx: Tx, passkey: Passkey): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into passkeys (id, helper_id, credential_id, public_key, counter, transports, name, created_at)
     values (:id, :helperId, :credentialId, :publicKey, :counter, :transports, :name, :createdAt) on conflict do nothing`,
    { ...passkey, transports: [...passkey.transports], lastUsedAt: null },
  );
  return rowCount === 1;
}

/** Notes a use. False when its counter does not go forward: somebody has a copy, or the answer was seen before. */
export async function advanceCounter(
  tx: Tx,
  id: string,
  { counter, at }: { readonly counter: number; readonly at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update passkeys set counter = :counter, last_used_at = :at
      where id = :id and removed_at is null and (counter < :counter or (counter = 0 and :counter = 0))`,
    { id, counter, at },
  );
  return rowCount === 1;
}

/** Returns whether it was there, and the helper's. */
export async function setPasskeyRemoved(
  tx: Tx,
  { id, helperId, at }: { readonly id: string; readonly helperId: string; readonly at: Date },
): Promise<boolean> {
  return (await tx('passkeys').where({ id, helper_id: helperId, removed_at: null }).update({ removed_at: at })) === 1;
}

/** Returns whether it was there, and the helper's. */
export async function renamePasskey(
  tx: Tx,
  { id, helperId, name }: { readonly id: string; readonly helperId: string; readonly name: string },
): Promise<boolean> {
  return (await tx('passkeys').where({ id, helper_id: helperId, removed_at: null }).update({ name })) === 1;
}

interface Challenge {
  readonly challengeHash: Buffer;
  readonly sessionHash: Buffer;
  readonly purpose: ChallengePurpose;
}

export async function insertChallenge(tx: Tx, { expiresAt, ...challenge }: Challenge & { readonly expiresAt: Date }): Promise<void> {
  await tx.insert({ ...row(challenge), expires_at: expiresAt }).into('webauthn_challenges');
}

/** Uses a challenge up. False when it was used, is too old, or was never asked in this session for this purpose. */
export async function takeChallenge(tx: Tx, challenge: Challenge, at: Date): Promise<boolean> {
  return (await tx('webauthn_challenges').where(row(challenge)).where('expires_at', '>', at).delete()) === 1;
}

/** Forgets the challenges nobody answered. */
export async function deleteEndedChallenges(db: Db, before: Date): Promise<number> {
  return db('webauthn_challenges').where('expires_at', '<=', before).delete();
}

function row({ challengeHash, sessionHash, purpose }: Challenge) {
  return { challenge_hash: challengeHash, session_hash: sessionHash, purpose };
}
