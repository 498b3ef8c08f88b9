import fc from 'fast-check';
import { gapsAfter, type Hole, unsettled, without } from '../../src/journal/holes.ts';
import { consistencyFault, inclusionFault, rootOf } from '../../src/journal/merkle.ts';
import { consistencyRanges, inclusionRanges, type Range } from '../../src/journal/ranges.ts';
import { rangeRoot, type Tile } from '../../src/journal/tiles.ts';
import { TreeBuilder } from '../../src/journal/tree-builder.ts';
import { PlainLog } from '../support/plain-log.ts';
import { numberedLeaves, plainRoot } from '../support/plain-tree.ts';
import { sigstoreAgrees } from '../support/sigstore.ts';

const leaves = numberedLeaves(70_000);
const sizes = fc.oneof(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 65_000, max: 70_000 }));

/** Grows a tree in strides, keeping its tiles as the table does. */
function grown(strides: readonly number[]): { builder: TreeBuilder; tiles: Map<string, Tile> } {
  let builder = new TreeBuilder();
  const tiles = new Map<string, Tile>();
  for (const stride of strides) {
    for (const leaf of leaves.slice(builder.size, builder.size + stride)) builder.append(leaf, BigInt(builder.size) * 3n);
    for (const tile of builder.takeChanged()) {
      const former = tiles.get(`${tile.level}/${tile.n}`);
      if (former) expect(tile.hashes.subarray(0, former.hashes.length)).toEqual(former.hashes);
      tiles.set(`${tile.level}/${tile.n}`, tile);
    }
    builder = new TreeBuilder(
      builder.size,
      [...tiles.values()].filter(({ hashes }) => hashes.length < 8_192),
    );
  }
  return { builder, tiles };
}

test('the root computed from zero is the one of RFC 6962, for every size up to 300', () => {
  for (let size = 0; size <= 300; size++) expect(rootOf(leaves.slice(0, size))).toEqual(plainRoot(leaves.slice(0, size)));
});

test('a tree grown in any strides, taken up again after each, has the root computed from zero', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.integer({ min: 0, max: 700 }), fc.constantFrom(255, 256, 257, 1)), { maxLength: 6 }), (strides) => {
      const { builder } = grown(strides);
      expect(builder.root()).toEqual(rootOf(leaves.slice(0, builder.size)));
    }),
    { numRuns: 60 },
  );
});

const { tiles } = grown([65_000, 5_000]);
const find = ({ level, n }: { level: number; n: number }) => tiles.get(`${level}/${n}`)?.hashes;

test('from the tiles, proofs of entries hold for a stranger’s program, and all proofs are RFC 6962 word for word', () => {
  const plain = new PlainLog(leaves);
  const rootOver = (range: Range) => rangeRoot(range, find);
  fc.assert(
    fc.property(sizes, fc.nat(), fc.nat(), (size, seed, other) => {
      const [index, older, root] = [seed % size, 1 + (other % size), rootOver([0, size])];
      const hashes = inclusionRanges(index, size).map(rootOver);
      expect(sigstoreAgrees(`leaf ${String(index)}`, { index, size, hashes, root })).toBe(true);
      const proofs = Buffer.concat([root, ...hashes, ...consistencyRanges(older, size).map(rootOver)]);
      const words = Buffer.concat([plain.root(0, size), ...plain.path(index, size), ...plain.proof(older, size)]);
      expect(proofs.equals(words)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('from the tiles, every inclusion proof of every size holds and is no longer than the logarithm', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), (size, seed) => {
      const index = seed % size;
      const proof = inclusionRanges(index, size).map((range) => rangeRoot(range, find));
      const root = rangeRoot([0, size], find);
      expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)));
      expect(inclusionFault({ index, size, leaf: leaves[index] ?? Buffer.alloc(0), proof, root })).toBeNull();
    }),
    { numRuns: 200 },
  );
});

test('between any two sizes the consistency proof holds', () => {
  fc.assert(
    fc.property(sizes, sizes, (one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const proof = consistencyRanges(from, to).map((range) => rangeRoot(range, find));
      const head = (size: number) => ({ size, root: rangeRoot([0, size], find) });
      expect(consistencyFault(head(from), head(to), proof)).toBeNull();
    }),
    { numRuns: 200 },
  );
});

test('a tree is not taken up from an edge that is missing or too short', () => {
  expect(() => new TreeBuilder(300, [])).toThrow('not as wide');
  const edge = [...tiles.values()]
    .filter(({ level, n }) => level === 0 && n === 273)
    .map((tile) => ({ ...tile, hashes: tile.hashes.subarray(32) }));
  expect(() => new TreeBuilder(70_000, edge)).toThrow('not as wide');
});

const numbers = fc.uniqueArray(fc.bigInt({ min: 1n, max: 60n })).map((ids) => ids.sort((a, b) => (a < b ? -1 : 1)));
const inside = (holes: readonly Hole[]) =>
  holes.flatMap(({ first, last }) => Array.from({ length: Number(last - first) + 1 }, (_, index) => first + BigInt(index)));

test('holes are exactly the numbers drawn and not seen, in ascending order', () => {
  fc.assert(
    fc.property(numbers, numbers, (first, late) => {
      const holes = gapsAfter(0n, first, 9n);
      const expected = Array.from({ length: Number(first.at(-1) ?? 0n) }, (_, index) => BigInt(index + 1)).filter(
        (id) => !first.includes(id),
      );
      expect(inside(holes)).toEqual(expected);
      expect(inside(without(holes, late))).toEqual(expected.filter((id) => !late.includes(id)));
    }),
  );
});

test('a hole is given up only when its transactions have ended and it was looked into', () => {
  const holes = [
    { first: 1n, last: 10n, barrier: 5n },
    { first: 12n, last: 20n, barrier: 8n },
  ];
  expect(unsettled(holes, { horizon: 4n, asked: 100n })).toEqual(holes);
  expect(unsettled(holes, { horizon: 5n, asked: 100n })).toEqual(holes.slice(1));
  expect(unsettled(holes, { horizon: 9n, asked: 15n })).toEqual([{ first: 16n, last: 20n, barrier: 8n }]);
  expect(unsettled(holes, { horizon: 9n, asked: 0n })).toEqual(holes);
});
