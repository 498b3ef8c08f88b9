import { setTimeout } from 'node:timers/promises';
import { inEqualTime } from '../../src/supervision/equal-time.ts';

/** How long an answer took to come, whichever it was. */
async function tookOf(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await inEqualTime(act).catch(() => null);
  return Math.round(performance.now() - begun);
}

test.each([
  ['at once', () => Promise.resolve(1), 250],
  ['after a while', () => setTimeout(120), 250],
  ['no, at once', () => Promise.reject(new Error('no')), 250],
  ['no, after a while', () => setTimeout(60).then(() => Promise.reject(new Error('no'))), 250],
  ['later than the first moment', () => setTimeout(300), 500],
])('an answer that is there %s is given at the next quarter of a second, no sooner', async (_when, act, least) => {
  expect(await tookOf(act)).toBeGreaterThanOrEqual(least - 1);
});

test('the answer is the act’s own, yes or no', async () => {
  expect(await inEqualTime(() => Promise.resolve('yes'))).toBe('yes');
  await expect(inEqualTime(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
});
