import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { erasePrincipal } from '../mandates/erase-principal.ts';
import { lockPerson } from '../people/store.ts';
import { horizonAt } from './retention.ts';
import { findRetention, listDue } from './retention-store.ts';

/** Whose data are erased, one by one; `years` after the end of their last mandate. */
export interface RetentionNeeds extends WorkNeeds {
  readonly retentionYears: number;
}

/**
 * Destroys the keys of those whose data need not be kept any more, a transaction and an entry for each: interrupted, it goes on where it
 * was, since whoever was erased is not found again. Gives the number of each batch.
 */
export async function* endRetention(needs: RetentionNeeds, { batch = 100 }: { readonly batch?: number } = {}): AsyncGenerator<number> {
  for (let after: string | null = null; ;) {
    const due: string[] = await listDue(needs.db, { ...horizonAt(needs.clock.now(), needs.retentionYears), limit: batch, after });
    let erased = 0;
    for (const personId of due) erased += await eraseOne(needs, personId);
    if (due.length > 0) yield erased;
    if (due.length < batch) return;
    after = due.at(-1) ?? null;
  }
}

/** Who gave a mandate, or opened a case, since the list was made is kept. */
async function eraseOne(needs: RetentionNeeds, personId: string): Promise<0 | 1> {
  try {
    return await atomically(needs, (work) => eraseIfDue(work, { personId, years: needs.retentionYears }));
  } catch (error) {
    if (error instanceof Refusal && error.code.startsWith('person_')) return 0;
    throw error;
  }
}

/** Judged anew under the person's lock, which a conclusion takes too; a contest that comes later finds no key to be written with. */
async function eraseIfDue(work: Work, { personId, years }: { readonly personId: string; readonly years: number }): Promise<0 | 1> {
  await lockPerson(work, personId);
  const kept = await findRetention(work.tx, personId, horizonAt(work.at, years));
  if (kept?.retention !== 'due') return 0;
  await erasePrincipal(work, { personId, reason: 'retention_over' });
  return 1;
}
