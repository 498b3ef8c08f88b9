import type { Clock } from '../clock.ts';
import type { Db } from '../db/database.ts';
import * as store from './store.ts';

const batch = 1_000;

/** Forgets the codes, tokens, requests and interactions that ran out, a batch at a time; returns how many batches it took. */
export async function sweepPayloads({ db, clock }: { readonly db: Db; readonly clock: Clock }): Promise<number> {
  const at = clock.now();
  let batches = 1;
  while ((await store.deleteExpired(db, { at, limit: batch })) === batch) batches += 1;
  return batches;
}
