import type { Db, Tx } from '../db/database.ts';

/** An authenticator of a helper. Until it is confirmed it proves nothing. */
export interface Factor {
  readonly id: string;
  readonly helperId: string;
  /** Sealed. */
  readonly secret: Buffer;
  readonly blockedUntil: Date | null;
  readonly confirmedAt: Date | null;
  readonly createdAt: Date;
}

const columns = {
  id: 'id',
  helperId: 'helper_id',
  secret: 'secret',
  blockedUntil: 'blocked_until',
  confirmedAt: 'confirmed_at',
  createdAt: 'created_at',
} as const;

export async function findConfirmedFactor(db: Db | Tx, helperId: string): Promise<Factor | undefined> {
  return (await factors(db, helperId).whereNotNull('confirmed_at').first()) as Factor | undefined;
}

export async function findPendingFactor(db: Db | Tx, helperId: string): Promise<Factor | undefined> {
  return (await factors(db, helperId).whereNull('confirmed_at').first()) as Factor | undefined;
}

export async function insertFactor(
  tx: Tx,
  factor: Pick<Factor, 'id' | 'helperId' | 'secret' | 'createdAt'> & { readonly label: string },
): Promise<void> {
  await tx
    .insert({ id: factor.id, helper_id: factor.helperId, secret: factor.secret, label: factor.label, created_at: factor.createdAt })
    .into('totp_factors');
}

export async function deletePendingFactors(tx: Tx, helperId: string): Promise<void> {
  await tx('totp_factors').where({ helper_id: helperId, confirmed_at: null, removed_at: null }).delete();
}

/**
 * Counts a try before it is made, so that many at once are not free: from the fifth on, nobody may try for 1, 2, 4… minutes, at most an hour.
 * False when one must still wait.
 */
export async function chargeTry(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update totp_factors set failures = failures + 1,
       blocked_until = case when failures >= 4
         then cast(:at as timestamptz) + least(power(2, least(failures, 30) - 4), 60) * interval '1 minute' end
     where id = :id and (blocked_until is null or blocked_until <= :at)`,
    { id, at },
  );
  return rowCount === 1;
}

/** Takes a step of the clock that was never taken before, and forgets the failures. False when it was. */
export async function takeStep(tx: Tx, id: string, step: number): Promise<boolean> {
  const taken = await tx('totp_factors')
    .where('id', id)
    .where('last_step', '<', step)
    .update({ last_step: step, failures: 0, blocked_until: null });
  return taken === 1;
}

/** Forgets the tries: the helper did prove who they are. */
export async function forgetTries(tx: Tx, id: string): Promise<void> {
  await tx('totp_factors').where('id', id).update({ failures: 0, blocked_until: null });
}

export async function setConfirmed(tx: Tx, id: string, at: Date): Promise<void> {
  await tx('totp_factors').where({ id, confirmed_at: null }).update({ confirmed_at: at });
}

/** Takes a helper's factors away: they put another in place at their next sign-in. */
export async function setFactorsRemoved(tx: Tx, helperId: string, at: Date): Promise<void> {
  await tx('totp_factors').where({ helper_id: helperId, removed_at: null }).update({ removed_at: at });
}

function factors(db: Db | Tx, helperId: string) {
  return db.select(columns).from('totp_factors').where({ helper_id: helperId, removed_at: null });
}
