import type { Db, Tx } from '../db/database.ts';

/** Something that shows codes: an application, or a card. Until it is confirmed it proves nothing. */
export interface Factor {
  readonly id: string;
  readonly helperId: string;
  readonly kind: 'application' | 'card';
  /** Sealed. */
  readonly secret: Buffer;
  /** Seconds a code lasts. */
  readonly period: 30 | 60;
  /** How many periods its clock is ahead, as last seen. */
  readonly drift: number;
  readonly confirmedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
}

const columns = {
  id: 'id',
  helperId: 'helper_id',
  kind: 'kind',
  secret: 'secret',
  period: 'period',
  drift: 'drift',
  confirmedAt: 'confirmed_at',
  lastUsedAt: 'last_used_at',
  createdAt: 'created_at',
} as const;

/** The application and the card that count now. */
export async function listConfirmedFactors(db: Db | Tx, helperId: string): Promise<Factor[]> {
  return (await factors(db, helperId).whereNotNull('confirmed_at').orderBy('kind')) as Factor[];
}

export async function findPendingFactor(db: Db | Tx, helperId: string): Promise<Factor | undefined> {
  return (await factors(db, helperId).whereNull('confirmed_at').first()) as Factor | undefined;
}

/** Whether the helper has something to prove themself with; recovery codes alone are not. */
export async function hasFactor(db: Db | Tx, helperId: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: { has: boolean }[] }>(
    `select exists (select from totp_factors where helper_id = :helperId and removed_at is null and confirmed_at is not null)
         or exists (select from passkeys where helper_id = :helperId and removed_at is null) as has`,
    { helperId },
  );
  return rows[0]?.has ?? false;
}

export async function insertFactor(
  tx: Tx,
  factor: Pick<Factor, 'id' | 'helperId' | 'secret' | 'createdAt'> &
    Partial<Pick<Factor, 'kind' | 'period' | 'drift'>> & { readonly label: string },
): Promise<void> {
  const { id, label, secret, kind = 'application', period = 30, drift = 0 } = factor;
  await tx
    .insert({ id, label, secret, kind, period, drift, helper_id: factor.helperId, created_at: factor.createdAt })
    .into('totp_factors');
}

export async function deletePendingFactors(tx: Tx, helperId: string): Promise<void> {
  await tx('totp_factors').where({ helper_id: helperId, confirmed_at: null, removed_at: null }).delete();
}

/**
 * Counts a try before it is made, so that many at once are not free: from the fifth on, nobody may try for 1, 2, 4… minutes, at most an hour.
 * Returns null when the try may be made, else until when one must wait.
 */
export async function chargeTry(tx: Tx, helperId: string, at: Date): Promise<Date | null> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into second_factor_tries as tries (helper_id, failures) values (:helperId, 1)
     on conflict (helper_id) do update set failures = tries.failures + 1,
       blocked_until = case when tries.failures >= 4
         then cast(:at as timestamptz) + least(power(2, least(tries.failures, 30) - 4), 60) * interval '1 minute' end
     where tries.blocked_until is null or tries.blocked_until <= :at`,
    { helperId, at },
  );
  if (rowCount === 1) return null;
  const row = (await tx.select({ until: 'blocked_until' }).from('second_factor_tries').where('helper_id', helperId).first()) as
    { until: Date } | undefined;
  return row?.until ?? at;
}

/** Forgets the tries: the helper did prove who they are. */
export async function forgetTries(tx: Tx, helperId: string): Promise<void> {
  await tx('second_factor_tries').where('helper_id', helperId).update({ failures: 0, blocked_until: null });
}

/** Takes a step of the clock that was never taken before, and notes the drift seen. False when it was taken. */
export async function takeStep(
  tx: Tx,
  id: string,
  { step, drift, at }: { readonly step: number; readonly drift: number; readonly at: Date },
): Promise<boolean> {
  const taken = await tx('totp_factors').where('id', id).where('last_step', '<', step).update({ last_step: step, drift, last_used_at: at });
  return taken === 1;
}

export async function setConfirmed(tx: Tx, id: string, at: Date): Promise<void> {
  await tx('totp_factors').where({ id, confirmed_at: null }).update({ confirmed_at: at });
}

/** Nobody else changes this helper's factors until the transaction ends. */
export async function lockFactors(tx: Tx, helperId: string): Promise<void> {
  await tx.raw(
    `insert into second_factor_tries (helper_id) values (:helperId) on conflict (helper_id) do update set failures = second_factor_tries.failures`,
    { helperId },
  );
}

/** Takes one factor away. */
export async function setRemoved(tx: Tx, id: string, at: Date): Promise<void> {
  await tx('totp_factors').where({ id, removed_at: null }).update({ removed_at: at });
}

/** Takes all a helper's factors away, recovery codes included, and frees their card: they put another in place at their next sign-in. */
export async function setFactorsRemoved(tx: Tx, helperId: string, at: Date): Promise<void> {
  await tx('totp_factors').where({ helper_id: helperId, removed_at: null }).update({ removed_at: at });
  await tx('passkeys').where({ helper_id: helperId, removed_at: null }).update({ removed_at: at });
  await tx('totp_cards').where({ helper_id: helperId }).update({ helper_id: null, factor_id: null });
  await tx('recovery_codes').where({ helper_id: helperId }).delete();
  await forgetTries(tx, helperId);
}

function factors(db: Db | Tx, helperId: string) {
  return db.select(columns).from('totp_factors').where({ helper_id: helperId, removed_at: null });
}
