import type { Db, Tx } from '../db/database.ts';
import { mapLeaves } from './export-store.ts';
import { emptyRoot } from './merkle.ts';
import { consistencyRanges, inclusionPaths, inclusionRanges, type Range } from './ranges.ts';
import { writeReceipt } from './receipt.ts';
import { placesOf, rangeRoot } from './tiles.ts';
import * as store from './tree-store.ts';
import { firstOf, indexIn, volumeOf } from './volumes.ts';

/** That an entry is at this place in its volume's tree of this size: the hashes from the leaf to the root. */
export interface InclusionProof {
  readonly index: number;
  readonly size: number;
  readonly hashes: readonly Buffer[];
}

/**
 * Proves an entry, named by its number or its place as all volumes count it, in the tree of its volume when that had `size` entries
 * (default: the last published). Null when it is not in that tree.
 */
export async function proveInclusion(
  db: Db | Tx,
  entry: { readonly entryId: string } | { readonly index: number },
  size?: number,
): Promise<InclusionProof | null> {
  const place = 'index' in entry ? entry.index : await store.findIndex(db, entry.entryId);
  if (place === null) return null;
  const [volume, index] = [volumeOf(place), indexIn(place)];
  const within = size ?? (await store.findCheckpointOf(db, volume))?.size ?? 0;
  if (index >= within) return null;
  return { index, size: within, hashes: await rootsOf(db, volume, inclusionRanges(index, within)) };
}

/** Proves that a volume's tree of `to` entries begins with that of `from`. */
export async function proveConsistency(db: Db | Tx, from: number, to: number, volume = 0): Promise<readonly Buffer[]> {
  if (from > to) throw new Error(`a tree of ${to} entries cannot begin with one of ${from}`);
  return rootsOf(db, volume, consistencyRanges(from, to));
}

/** The root of a volume's tree when it had `size` entries. */
export async function rootAt(db: Db | Tx, size: number, volume = 0): Promise<Buffer> {
  const [root] = await rootsOf(db, volume, [[0, size]]);
  if (!root) throw new Error('a range has a root');
  return root;
}

/**
 * A receipt of an entry under the last published checkpoint of its volume, the first that holds it, or the one given if it is of that
 * volume, showing these of its fields.
 * Null while no published checkpoint covers the entry.
 */
export async function makeReceipt(
  db: Db | Tx,
  {
    entryId,
    disclosures,
    under = 'last',
  }: { readonly entryId: string; readonly disclosures: readonly string[]; readonly under?: 'last' | 'first' | store.PublishedCheckpoint },
): Promise<string | null> {
  const index = await store.findIndex(db, entryId);
  const checkpoint = index === null ? null : await checkpointFor(db, index, under);
  const proof = index === null || !checkpoint ? null : await proveInclusion(db, { index }, checkpoint.size);
  const leaf = await store.findLeaf(db, entryId);
  if (!proof || !checkpoint || !leaf) return null;
  return writeReceipt({ index: proof.index, proof: proof.hashes, leaf, disclosures, checkpoint: checkpoint.note });
}

function checkpointFor(db: Db | Tx, place: number, under: 'last' | 'first' | store.PublishedCheckpoint) {
  if (under === 'first') return store.findCheckpoint(db, place + 1);
  return typeof under === 'object' && under.volume === volumeOf(place) ? under : store.findCheckpointOf(db, volumeOf(place));
}

/**
 * The receipts of many entries under one checkpoint, and under the last of each earlier volume, by their numbers, showing none of their fields: what their proofs share is read and
 * hashed once. Those that the checkpoint does not hold are absent.
 */
export async function makeReceipts(
  db: Db | Tx,
  entryIds: readonly string[],
  under: store.PublishedCheckpoint,
): Promise<ReadonlyMap<string, string>> {
  const [indexes, leaves] = await Promise.all([store.mapIndexes(db, entryIds), mapLeaves(db, entryIds)]);
  const receipts = new Map<string, string>();
  for (const volume of new Set([...indexes.values()].map(volumeOf))) {
    const checkpoint = await checkpointFor(db, firstOf(volume), under);
    const held = [...indexes].flatMap(([entryId, place]) => (volumeOf(place) === volume ? [{ entryId, index: indexIn(place) }] : []));
    for (const [entryId, receipt] of checkpoint ? await receiptsUnder(db, held, { checkpoint, leaves }) : [])
      receipts.set(entryId, receipt);
  }
  return receipts;
}

async function receiptsUnder(
  db: Db | Tx,
  entries: readonly { readonly entryId: string; readonly index: number }[],
  { checkpoint, leaves }: { readonly checkpoint: store.PublishedCheckpoint; readonly leaves: ReadonlyMap<string, Buffer> },
): Promise<[string, string][]> {
  const held = entries.filter(({ index }) => index < checkpoint.size);
  const paths = inclusionPaths(
    held.map(({ index }) => index),
    checkpoint.size,
  );
  const roots = await mapRoots(db, checkpoint.volume, paths.flat());
  return held.flatMap(({ entryId, index }, place) => {
    const proof = (paths[place] ?? []).map((range) => roots.get(range) ?? emptyRoot);
    const leaf = leaves.get(entryId);
    return leaf ? [[entryId, writeReceipt({ index, proof, leaf, disclosures: [], checkpoint: checkpoint.note })]] : [];
  });
}

async function rootsOf(db: Db | Tx, volume: number, ranges: readonly Range[]): Promise<Buffer[]> {
  const roots = await mapRoots(db, volume, ranges);
  return ranges.map((range) => roots.get(range) ?? emptyRoot);
}

/** The root of each range of a volume. A range given twice, the same object, is looked for once. */
async function mapRoots(db: Db | Tx, volume: number, ranges: readonly Range[]): Promise<Map<Range, Buffer>> {
  const distinct = [...new Set(ranges)];
  const wanted = new Map(distinct.flatMap(placesOf).map((place) => [nameOf(place), place]));
  const tiles = wanted.size === 0 ? [] : await store.listTileHashes(db, [...wanted.values()], volume);
  const found = new Map(tiles.map((tile) => [nameOf(tile), tile.hashes]));
  return new Map(distinct.map((range) => [range, rangeRoot(range, (place) => found.get(nameOf(place)))]));
}

function nameOf({ level, n }: { readonly level: number; readonly n: number }): string {
  return `${level}/${n}`;
}
