import type { Db, Tx } from '../db/database.ts';
import type { LookPurpose } from '../people/look.ts';

/** A reason as it is kept: its words sealed with the supervisor's key; null once somebody opened under it was erased, or after a year. */
export interface KeptReason {
  readonly id: string;
  readonly helperId: string;
  readonly purpose: LookPurpose;
  readonly words: Buffer | null;
  readonly givenAt: Date;
  readonly expiresAt: Date;
}

const columns = {
  id: 'id',
  helperId: 'helper_id',
  purpose: 'purpose',
  words: 'words',
  givenAt: 'given_at',
  expiresAt: 'expires_at',
} as const;

export async function insertReason(tx: Tx, reason: KeptReason): Promise<void> {
  const row = Object.entries(columns).map(([name, column]) => [column, reason[name as keyof typeof columns]]);
  await tx.insert(Object.fromEntries(row)).into('supervision_reasons');
}

/** The reason of a supervisor that is neither ended nor past its time. */
export async function findStandingReason(db: Db | Tx, helperId: string, at: Date): Promise<KeptReason | undefined> {
  const query = db.select(columns).from('supervision_reasons').where('helper_id', helperId).whereNull('ended_at');
  return (await query.where('expires_at', '>', at).first()) as KeptReason | undefined;
}

/** Ends the reason of a supervisor, be it past its time; returns the id of one that still stood. */
export async function endReasonOf(tx: Tx, helperId: string, at: Date): Promise<string | null> {
  const ended = await tx<{ id: string; helper_id: string; expires_at: Date; ended_at: Date | null }>('supervision_reasons')
    .where('helper_id', helperId)
    .whereNull('ended_at')
    .update({ ended_at: at })
    .returning(['id', 'expires_at']);
  return ended.find(({ expires_at: expiresAt }) => expiresAt > at)?.id ?? null;
}

/** Forgets the words of reasons given before. */
export async function forgetWords(db: Db, before: Date): Promise<void> {
  await db('supervision_reasons').where('given_at', '<', before).whereNotNull('words').update({ words: null });
}
