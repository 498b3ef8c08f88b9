import type { Db, Tx } from '../db/database.ts';
import { listStoredEntries, type StoredEntry, type StoredTile } from './audit-store.ts';
import type { Fault } from './audit.ts';
import { hashLeaf } from './merkle.ts';
import { NoteError } from './note.ts';
import { parseLeaf } from './receipt.ts';

/** Holds the entries that these tiles speak of against the tiles; `from`: how many come before. */
export async function* entryFaults(db: Db | Tx, tiles: readonly StoredTile[], from: number): AsyncGenerator<Fault> {
  const leaves = tiles.flatMap(({ w, hashes, ids }) =>
    Array.from({ length: w }, (_, at) => ({
      hash: hashes.subarray(at * 32, (at + 1) * 32).toString('hex'),
      id: ids?.readBigInt64BE(at * 8) ?? 0n,
    })),
  );
  const stored = new Map((await listStoredEntries(db, [...new Set(leaves.map(({ id }) => id))])).map((entry) => [entry.id, entry]));
  const places = new Map(leaves.map(({ hash }, at) => [hash, from + at]));
  const seen = new Set<bigint>();
  for (const [at, { hash, id }] of leaves.entries()) {
    const [entry, where] = [stored.get(id), { entryId: String(id), index: from + at }];
    if (seen.has(id)) yield { ...where, kind: 'duplicated', detail: 'this entry is in the tree twice' };
    seen.add(id);
    if (entry) yield* faultsOf(entry, { ...where, hash, places });
    else yield { ...where, kind: 'missing', detail: 'this entry is in the tree and no longer in the journal' };
  }
}

function* faultsOf(
  entry: StoredEntry,
  {
    hash,
    places,
    ...where
  }: { readonly hash: string; readonly places: ReadonlyMap<string, number>; readonly entryId: string; readonly index: number },
): Generator<Fault> {
  const actual = hashLeaf(entry.leaf).toString('hex');
  const column = actual === hash ? alteredColumn(entry) : null;
  if (column) yield { ...where, kind: 'altered', detail: `the column ${column} does not say what the entry says` };
  if (actual === hash) return;
  const place = places.get(actual);
  if (place === undefined) yield { ...where, kind: 'altered', detail: 'these are not the bytes that were recorded' };
  else yield { ...where, kind: 'reordered', detail: `these are the bytes of the entry at place ${place}` };
}

function alteredColumn(entry: StoredEntry): string | null {
  try {
    const { at, k, m } = parseLeaf(entry.leaf);
    if (at !== entry.at.toISOString()) return 'at';
    if (k !== entry.event) return 'event';
    if ((m?.id ?? null) !== entry.mandateRef) return 'mandate_ref';
    return (m?.n ?? null) === entry.mandateN ? null : 'mandate_n';
  } catch (error) {
    if (error instanceof NoteError) return 'leaf';
    throw error;
  }
}
