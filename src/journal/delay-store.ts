import type { Db, Tx } from '../db/database.ts';
import { listClosings } from './closing-store.ts';
import { findCheckpoint, findEntryId, readProgress } from './tree-store.ts';
import { endOf, firstOf } from './volumes.ts';

/** A time in which published heads stayed behind what was written. */
export interface Delay {
  /** Of the oldest entry that none covered. */
  readonly since: Date;
  readonly noticedAt: Date;
}

/** When the oldest entry was written that no published head covers, in the tree or not; null when all are covered. */
export async function findUncoveredSince(db: Db): Promise<Date | null> {
  const last = await findCheckpoint(db);
  const isEnd = last && (await listClosings(db)).some(({ volume, size }) => volume === last.volume && size === last.size);
  const next = await findEntryId(db, last ? (isEnd ? firstOf(last.volume + 1) : endOf(last)) : 0);
  if (next === null) return (await readProgress(db)).waitingSince;
  const { rows } = await db.raw<{ rows: { at: Date }[] }>('select at from journal.entries where id = :next', { next });
  return rows[0]?.at ?? null;
}

/** The delay that lasts. */
export async function findDelay(db: Db | Tx): Promise<Delay | null> {
  const delay = await db
    .select({ since: 'since', noticedAt: 'noticed_at' })
    .from<Delay>('head_delays')
    .whereNull('ended_at')
    .first<Delay | undefined>();
  return delay ?? null;
}

/** False where another instance noticed it, or one lasts already. */
export async function insertDelay(tx: Tx, { since, at }: { readonly since: Date; readonly at: Date }): Promise<boolean> {
  const row = { since, noticed_at: at };
  return (await tx.insert(row).into('head_delays').onConflict().ignore().returning('since')).length > 0;
}

/** False where another instance ended it. */
export async function setDelayEnded(tx: Tx, { since, at }: { readonly since: Date; readonly at: Date }): Promise<boolean> {
  return (await tx('head_delays').where('since', since).whereNull('ended_at').update({ ended_at: at })) > 0;
}
