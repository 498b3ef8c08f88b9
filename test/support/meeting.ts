import { setTimeout } from 'node:timers/promises';
import { atomically, type Work, type WorkNeeds } from '../../src/db/database.ts';

type Act = () => Promise<unknown>;
type Hold = (work: Work) => Promise<unknown>;

/** What came of acts that all began, one after the other, while the rows that `held` takes were not to be had; before those are let go, `then` is done. */
export async function meeting(needs: WorkNeeds, held: Hold, acts: readonly Act[], then: Hold = () => Promise.resolve()) {
  const begun: Promise<unknown>[] = [];
  await atomically(needs, async (work) => {
    await held(work);
    for (const act of acts) {
      const answer = act();
      answer.catch(() => undefined); // heard below
      begun.push(answer);
      await setTimeout(250);
    }
    await then(work);
  });
  return Promise.allSettled(begun);
}
