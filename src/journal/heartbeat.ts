import { minute } from '../clock.ts';
import type { Db, Tx, Work } from '../db/database.ts';
import { append } from './append.ts';
import * as store from './heartbeat-store.ts';

/** The chain of the heartbeats: it stands where a mandate's would, so that every verifier follows it. */
export const heart = { id: '00000000-0000-4000-8000-0000000000be', journalRef: '00000000-0000-4000-8000-0000000000be' } as const;

/** A heartbeat each so often, whatever else is recorded; two further apart than `longest` are a silence. */
const period = 10 * minute;
const longest = 12 * minute;

/** A time without heartbeat; `to` is null when it lasts. */
export interface Silence {
  readonly from: Date;
  readonly to: Date | null;
}

/**
 * Records that the service is there, once a period in all, whichever instance comes first. The heartbeats are numbered and chained:
 * without one, nobody was there to record anything; with one missing from the chain, something was taken out.
 */
export async function beat(work: Work): Promise<void> {
  const last = await store.lockLastBeat(work.tx, heart.journalRef);
  if (last && work.at.getTime() - last.getTime() < period) return;
  await append(work, { event: 'heartbeat', mandate: heart });
}

/** Nobody adds to the chain of the heartbeats until the transaction ends. */
export async function lockHeart(work: Work): Promise<void> {
  await store.lockLastBeat(work.tx, heart.journalRef);
}

/** The times without heartbeat since the first one, up to `at`. */
export function listSilences(db: Db | Tx, at: Date): Promise<Silence[]> {
  return store.listLongPauses(db, { chain: heart.journalRef, longerThan: longest, at });
}
