import { least, tellOne, tellParts } from '../../src/supervision/suppression.ts';

const own = (...counts: number[]) => counts.map((count) => ({ count, others: count }));

test.each([
  [own(10, 20, 30), [10, 20, 30], 'all are enough'],
  [own(9, 20, 30), [null, null, 30], 'the smallest other hides what subtraction would tell'],
  [own(3, 4, 30, 40), [null, null, null, 40], 'two that are seven together need a third'],
  [own(6, 7, 30), [null, null, 30], 'two that are thirteen together are enough'],
  [own(0, 0, 12), [null, null, null], 'not even that nobody did it'],
  [own(5), [null], 'one alone'],
  [own(), [], 'of nothing, nothing'],
])('what is told of the parts %j is %j: %s', (cells, numbers) => {
  expect(tellParts(cells)).toEqual(numbers);
});

test('an organisation that takes its own away does not find another’s few', () => {
  expect(tellOne({ count: 25, others: 5 })).toBeNull();
  expect(tellOne({ count: 25, others: 10 })).toBe(25);
  expect(
    tellParts([
      { count: 25, others: 5 },
      { count: 90, others: 60 },
      { count: 70, others: 30 },
    ]),
  ).toEqual([null, 90, null]);
});

test('no hidden part can be worked out from those that are told and their total', () => {
  let seed = 7;
  const random = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most;
  for (let round = 0; round < 2_000; round += 1) {
    const cells = own(...Array.from({ length: 1 + random(12) }, () => (random(3) === 0 ? random(10) : random(100))));
    const total = cells.reduce((sum, { count }) => sum + count, 0);
    const shown = tellParts(cells);
    const hidden = shown.filter((one) => one === null).length;
    expect(shown.every((one) => one === null || one >= least)).toBe(true);
    if (total < least || hidden === 0) continue; // then the total is hidden too
    const rest = total - shown.reduce<number>((sum, one) => sum + (one ?? 0), 0);
    if (cells.length > 1) expect(hidden).toBeGreaterThan(1);
    expect(rest).toBeGreaterThanOrEqual(least); // so that each of them may be anything from nothing to all of it
  }
});
