import { readFileSync } from 'node:fs';
import { consistencyFault, emptyRoot, hashLeaf, hashNode, inclusionFault, rootOf } from '../../src/journal/merkle.ts';
import { parseTilePath, shapeOf, tilePath } from '../../src/journal/tiles.ts';
import { numberedLeaves, plainConsistency, plainInclusion, plainRoot } from '../support/plain-tree.ts';

interface Vectors {
  hasher: Record<'emptyRoot' | 'emptyLeaf' | 'leaf_L123456' | 'node_N123_N456', string>;
  referenceTree: { leavesHex: string[]; leafHashes: string[]; rootsBySize1to8: string[] };
  sumdbTree: { roots: Record<string, string> };
  tilePaths: { ok: [given: string, path: string][]; sizes: Record<string, Record<string, number>> };
  inclusion: { cases: Case[] };
  consistency: { cases: Case[] };
}

type Case = { file: string; proof: string[] | null; wantErr: boolean } & Record<string, string | number>;

const vectors = JSON.parse(readFileSync('test/vectors/merkle.json', 'utf8')) as Vectors;
const hex = (text: string) => Buffer.from(text, 'hex');

test('each section of the vectors is read here', () => {
  expect(Object.keys(vectors)).toEqual(['note', 'hasher', 'referenceTree', 'inclusion', 'consistency', 'sumdbTree', 'tilePaths']);
});

test('the hashes of the reference implementation', () => {
  expect(emptyRoot.toString('hex')).toBe(vectors.hasher.emptyRoot);
  expect(hashLeaf(Buffer.alloc(0)).toString('hex')).toBe(vectors.hasher.emptyLeaf);
  expect(hashLeaf(Buffer.from('L123456')).toString('hex')).toBe(vectors.hasher.leaf_L123456);
  expect(hashNode(Buffer.from('N123'), Buffer.from('N456')).toString('hex')).toBe(vectors.hasher.node_N123_N456);
});

test('the reference tree of eight leaves has the published roots at every size', () => {
  const leaves = vectors.referenceTree.leavesHex.map((leaf) => hashLeaf(hex(leaf)));
  expect(leaves.map((leaf) => leaf.toString('hex'))).toEqual(vectors.referenceTree.leafHashes);
  for (const [index, root] of vectors.referenceTree.rootsBySize1to8.entries())
    expect(rootOf(leaves.slice(0, index + 1)).toString('hex')).toBe(root);
});

test('the tree of sumdb has its roots', () => {
  for (const [size, root] of Object.entries(vectors.sumdbTree.roots))
    expect(rootOf(numberedLeaves(Number(size))).toString('hex')).toBe(root);
});

test('tiles lie at the addresses of tlog-tiles, and each has one address', () => {
  const [first, far, part, entries] = vectors.tilePaths.ok.map(([, path]) => path);
  expect(tilePath({ level: 0, n: 1, width: 256 })).toBe(first);
  expect(tilePath({ level: 0, n: 1_234_067, width: 256 })).toBe(far);
  expect(tilePath({ level: 0, n: 1_234_067, width: 8 })).toBe(part);
  expect(tilePath({ level: 'entries', n: 0, width: 256 })).toBe(entries);
  expect([first, far, part].map((path) => parseTilePath(path ?? ''))).toEqual([
    { level: 0, n: 1, width: 256 },
    { level: 0, n: 1_234_067, width: 256 },
    { level: 0, n: 1_234_067, width: 8 },
  ]);
});

test.each([
  ...['tile/0/1', 'tile/0/0001', 'tile/0/x000/001', 'tile/0/001/', 'tile/00/001', 'tile/64/001', 'tile/-1/001', 'tile/entries/000'],
  ...['tile/0/001.p/0', 'tile/0/001.p/256', 'tile/0/001.p/08', 'tile/0/001.p', 'tile/0/001/067', 'tile/0/x001/x067', 'tile/0/x001x067/001'],
  ...['tile/0/001.p/1e1', 'tile/0/٠٠١', `tile/0/${'x999/'.repeat(9)}999`, '/tile/0/001', 'tile/0/001\n', ''],
])('no tile lies at “%s”', (path) => {
  expect(parseTilePath(path)).toBeNull();
});

test('the tiles of a tree are as many and as wide as published', () => {
  for (const [size, { fullL0, partialL0, fullL1 = 0, partialL1, partialL2 }] of Object.entries(vectors.tilePaths.sizes))
    expect(shapeOf(Number(size))).toEqual([
      { full: fullL0, partial: partialL0 },
      { full: fullL1, partial: partialL1 },
      ...(partialL2 === undefined ? [] : [{ full: 0, partial: partialL2 }]),
    ]);
});

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : '', 'hex');

test('the published inclusion cases, 6 good and 92 bad, are judged as published', () => {
  for (const { file, wantErr, proof, leafIdx, treeSize, leafHash, root } of vectors.inclusion.cases) {
    const fault = inclusionFault({
      ...{ index: Number(leafIdx), size: Number(treeSize), leaf: bytes(leafHash), root: bytes(root) },
      proof: (proof ?? []).map(bytes),
    });
    expect({ file, wrong: fault !== null }).toEqual({ file, wrong: wantErr });
  }
});

test('the published consistency cases are judged as published', () => {
  for (const { file, wantErr, proof, size1, size2, root1, root2 } of vectors.consistency.cases) {
    const [older, newer] = [
      { size: Number(size1), root: bytes(root1) },
      { size: Number(size2), root: bytes(root2) },
    ];
    expect({ file, wrong: consistencyFault(older, newer, (proof ?? []).map(bytes)) !== null }).toEqual({ file, wrong: wantErr });
  }
});

const leaves = numberedLeaves(100);
const flipped = (hashes: readonly Buffer[], at: number) =>
  hashes.map((hash, index) => (index === at ? Buffer.from(hash.map((byte, place) => (place === 5 ? byte ^ 4 : byte))) : hash));

test.each([1, 2, 3, 7, 8, 50, 64, 99, 100])('in a tree of %i: every inclusion proof holds, and none of its mutations', (size) => {
  const tree = leaves.slice(0, size);
  const root = plainRoot(tree);
  for (const [index, leaf] of tree.entries()) {
    const proof = plainInclusion(tree, index);
    const good = { index, size, leaf, proof, root };
    expect(inclusionFault(good)).toBeNull();
    const mutations = [
      ...[{ index: index + 1 }, { index: index - 1 }, { size: size * 2 }, { index: index + size }, { size: index }],
      ...[{ proof: [...proof, root] }, { proof: [leaf, ...proof] }, { root: leaf, leaf: root }, { root: Buffer.alloc(32) }],
      ...(proof.length > 0
        ? [{ proof: proof.slice(1) }, { proof: proof.slice(0, -1) }, { proof: flipped(proof, index % proof.length) }]
        : []),
      ...[{ leaf: leaf.subarray(1) }, { proof: proof.map((hash) => Buffer.concat([hash, Buffer.of(0)])), leaf: Buffer.alloc(33) }],
    ].filter((change) => !(size === 1 && 'root' in change && 'leaf' in change));
    for (const change of mutations) expect(inclusionFault({ ...good, ...change })).not.toBeNull();
  }
});

test.each([2, 3, 7, 8, 50, 64, 99, 100])('to a tree of %i: every consistency proof holds, and none of its mutations', (size) => {
  const tree = leaves.slice(0, size);
  const newer = { size, root: plainRoot(tree) };
  for (let from = 1; from < size; from++) {
    const older = { size: from, root: plainRoot(tree.slice(0, from)) };
    const proof = plainConsistency(tree, from);
    expect(consistencyFault(older, newer, proof)).toBeNull();
    expect(consistencyFault({ ...older, size: 0 }, newer, [])).toBe('sizes_impossible');
    for (const wrong of [[], [...proof, newer.root], proof.slice(1), proof.slice(0, -1), flipped(proof, from % proof.length)])
      expect(consistencyFault(older, newer, wrong)).not.toBeNull();
    expect(consistencyFault({ ...older, root: newer.root }, { ...newer, root: older.root }, proof)).not.toBeNull();
    expect(consistencyFault(newer, older, proof)).toBe('sizes_impossible');
    expect(consistencyFault({ ...older, size: from + 1 }, newer, proof)).not.toBeNull();
  }
});
