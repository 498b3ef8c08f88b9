import { setTimeout } from 'node:timers/promises';

/** Answers are given at these moments only, so that how long one took says nothing. */
const slot = 250;

/** Does an act, and answers at the next moment answers are given: yes, no and failure take the same time. */
export async function inEqualTime<T>(act: () => Promise<T>): Promise<T> {
  const answer = act();
  let isDone = false;
  const done = answer.then(
    () => (isDone = true),
    () => (isDone = true),
  );
  const moments = async (): Promise<void> => {
    await setTimeout(slot);
    if (!isDone) await moments();
  };
  await moments();
  await done;
  return answer;
}
