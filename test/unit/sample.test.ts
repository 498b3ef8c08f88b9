import { createHash } from 'node:crypto';
import { Draw, rankOf, type SampleParameters, seedOf } from '../../src/supervision/sample.ts';

const root = { origin: 'journal.procura.test/2026', treeSize: 12_345, root: createHash('sha256').update('root').digest() };
const parameters: SampleParameters = {
  ...{ organisation: '7f1c9c0e-0000-4000-8000-000000000001', helper: null },
  ...{ from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z', size: 20 },
};
const population = Array.from({ length: 2_000 }, (_, n) => ({ leafId: `entry ${String(n)}` }));

function draw(seed: Buffer, from: readonly { readonly leafId: string }[], size = 20): string[] {
  const drawing = new Draw<{ readonly leafId: string }>(seed, size);
  for (const one of from) drawing.offer(one);
  return drawing.drawn().map(({ leafId }) => leafId);
}

test('the seed is what the page says it is, for whoever computes it without us', () => {
  const said =
    '{"from":"2026-10-01T00:00:00.000Z","organisation":"7f1c9c0e-0000-4000-8000-000000000001","size":20,"to":"2026-11-01T00:00:00.000Z"}';
  const text = `procura-sample/v1\njournal.procura.test/2026\n12345\n${root.root.toString('base64')}\n${said}\n`;
  expect(seedOf(root, parameters).toString('hex')).toBe(createHash('sha256').update(text).digest('hex'));
});

test('the same is drawn whatever the order in which the population passes by, and no more is held than is drawn', () => {
  const seed = seedOf(root, parameters);
  const once = draw(seed, population);
  expect(draw(seed, [...population].reverse())).toEqual(once);
  const sorted = population.map(({ leafId }) => leafId).sort((one, other) => Buffer.compare(rankOf(seed, one), rankOf(seed, other)));
  expect(once).toEqual(sorted.slice(0, 20));
});

test.each([
  ['another root', seedOf({ ...root, root: Buffer.alloc(32) }, parameters)],
  ['another size of the tree', seedOf({ ...root, treeSize: 12_346 }, parameters)],
  ['another period', seedOf(root, { ...parameters, to: '2026-11-02T00:00:00.000Z' })],
  ['one helper', seedOf(root, { ...parameters, helper: '7f1c9c0e-0000-4000-8000-000000000002' })],
])('%s draws others', (_what, seed) => {
  expect(draw(seed, population)).not.toEqual(draw(seedOf(root, parameters), population));
});

test('of a population smaller than the sample, all are drawn', () => {
  expect(draw(seedOf(root, parameters), population.slice(0, 3)).sort()).toEqual(['entry 0', 'entry 1', 'entry 2']);
});

test('over many roots, everybody is drawn about as often', () => {
  const few = population.slice(0, 40);
  const times = new Map<string, number>();
  for (let n = 0; n < 2_000; n += 1)
    for (const one of draw(seedOf({ ...root, treeSize: n }, parameters), few, 10)) times.set(one, (times.get(one) ?? 0) + 1);
  expect(Math.min(...times.values())).toBeGreaterThan(500 - 4 * 20); // each 500 times, give or take four standard deviations
  expect(Math.max(...times.values())).toBeLessThan(500 + 4 * 20);
});
