import type { Db, Tx } from '../db/database.ts';
import { mapLeaves } from './export-store.ts';
import { emptyRoot } from './merkle.ts';
import { consistencyRanges, inclusionRanges, type Range } from './ranges.ts';
import { writeReceipt } from './receipt.ts';
import { placesOf, rangeRoot } from './tiles.ts';
import * as store from './tree-store.ts';

/** That an entry is at this place in the tree of this size: the hashes from the leaf to the root. */
export interface InclusionProof {
  readonly index: number;
  readonly size: number;
  readonly hashes: readonly Buffer[];
}

/** Proves an entry, named by its number or its place, in the tree of `size` (default: the last published). Null when it is not in that tree. */
export async function proveInclusion(
  db: Db | Tx,
  entry: { readonly entryId: string } | { readonly index: number },
  size?: number,
): Promise<InclusionProof | null> {
  const index = 'index' in entry ? entry.index : await store.findIndex(db, entry.entryId);
  const within = size ?? (await store.findCheckpoint(db))?.size ?? 0;
  if (index === null || index >= within) return null;
  return { index, size: within, hashes: await rootsOf(db, inclusionRanges(index, within)) };
}

/** Proves that the tree of `to` entries begins with the tree of `from`. */
export async function proveConsistency(db: Db | Tx, from: number, to: number): Promise<readonly Buffer[]> {
  if (from > to) throw new Error(`a tree of ${to} entries cannot begin with one of ${from}`);
  return rootsOf(db, consistencyRanges(from, to));
}

/** The root of the tree when it had `size` entries. */
export async function rootAt(db: Db | Tx, size: number): Promise<Buffer> {
  const [root] = await rootsOf(db, [[0, size]]);
  if (!root) throw new Error('a range has a root');
  return root;
}

/**
 * A receipt of an entry under the last published checkpoint, the first that holds it, or the one given, showing these of its fields.
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
  const checkpoint =
    typeof under === 'object' ? under : index === null ? null : await store.findCheckpoint(db, under === 'first' ? index + 1 : undefined);
  const proof = index === null || !checkpoint ? null : await proveInclusion(db, { index }, checkpoint.size);
  const leaf = await store.findLeaf(db, entryId);
  if (!proof || !checkpoint || !leaf) return null;
  return writeReceipt({ index: proof.index, proof: proof.hashes, leaf, disclosures, checkpoint: checkpoint.note });
}

/**
 * The receipts of many entries under one checkpoint, by their numbers, showing none of their fields: what their proofs share is read and
 * hashed once. Those that the checkpoint does not hold are absent.
 */
export async function makeReceipts(
  db: Db | Tx,
  entryIds: readonly string[],
  under: store.PublishedCheckpoint,
): Promise<ReadonlyMap<string, string>> {
  const [indexes, leaves] = [await store.mapIndexes(db, entryIds), await mapLeaves(db, entryIds)];
  const held = [...indexes].filter(([, index]) => index < under.size);
  const paths = held.map(([, index]) => inclusionRanges(index, under.size));
  const roots = (await rootsOf(db, paths.flat())).values();
  const receipts = new Map<string, string>();
  for (const [place, [entryId, index]] of held.entries()) {
    const proof = (paths[place] ?? []).map(() => roots.next().value ?? Buffer.alloc(0));
    const leaf = leaves.get(entryId);
    if (leaf) receipts.set(entryId, writeReceipt({ index, proof, leaf, disclosures: [], checkpoint: under.note }));
  }
  return receipts;
}

/** The root of each range. Neighbours climb by the same nodes: each is looked for once. */
async function rootsOf(db: Db | Tx, ranges: readonly Range[]): Promise<Buffer[]> {
  const keyOf = ([from, to]: Range): string => `${from}-${to}`;
  const distinct = new Map(ranges.map((range) => [keyOf(range), range]));
  const wanted = new Map([...distinct.values()].flatMap(placesOf).map((place) => [nameOf(place), place]));
  const tiles = wanted.size === 0 ? [] : await store.listTileHashes(db, [...wanted.values()]);
  const found = new Map(tiles.map((tile) => [nameOf(tile), tile.hashes]));
  const roots = new Map<string, Buffer>();
  for (const [key, range] of distinct)
    roots.set(
      key,
      rangeRoot(range, (place) => found.get(nameOf(place))),
    );
  return ranges.map((range) => roots.get(keyOf(range)) ?? emptyRoot);
}

function nameOf({ level, n }: { readonly level: number; readonly n: number }): string {
  return `${level}/${n}`;
}
