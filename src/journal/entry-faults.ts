import type { Db, Tx } from '../db/database.ts';
import { listStoredEntries, mapPlaces, type StoredEntry, type StoredTile } from './audit-store.ts';
import type { Fault } from './audit.ts';
import { hashLeaf } from './merkle.ts';
import { NoteError } from './note.ts';
import { parseLeaf } from './receipt.ts';

/**
 * Holds the entries that some tiles speak of against the tiles; `from`: how many come before. Bytes that belong elsewhere in the tree are
 * looked for in all of it, for the first stretches where something is wrong: whoever altered all has nothing left to tell by its place.
 */
export function openEntryFaults(db: Db | Tx, volume: number): (tiles: readonly StoredTile[], from: number) => AsyncGenerator<Fault> {
  let searches = 20;
  return async function* (tiles, from) {
    const leaves = leavesOf(tiles);
    const stored = await mapEntries(db, leaves);
    const strange = strangersAmong(leaves, stored);
    const places = strange.size > 0 && searches-- > 0 ? await mapPlaces(db, volume, strange) : new Map<string, number>();
    yield* Array.from(faultsAmong(leaves, { stored, places, from })); // an entry without fault costs no promise
  };
}

interface Held {
  readonly stored: ReadonlyMap<bigint, HashedEntry>;
  readonly places: ReadonlyMap<string, number>;
  readonly from: number;
}

function* faultsAmong(leaves: readonly TreeLeaf[], { stored, places, from }: Held): Generator<Fault> {
  const seen = new Set<bigint>();
  for (const [at, { hash, id }] of leaves.entries()) {
    const [entry, index] = [stored.get(id), from + at];
    if (seen.has(id)) yield { entryId: String(id), index, kind: 'duplicated', detail: 'this entry is in the tree twice' };
    seen.add(id);
    const fault = entry ? faultOf(entry, { hash, places }) : missing;
    if (fault) yield { entryId: String(id), index, ...fault };
  }
}

interface TreeLeaf {
  readonly hash: string;
  readonly id: bigint;
}

function leavesOf(tiles: readonly StoredTile[]): TreeLeaf[] {
  return tiles.flatMap(({ w, hashes, ids }) =>
    Array.from({ length: w }, (_, at) => ({
      hash: hashes.toString('hex', at * 32, (at + 1) * 32),
      id: ids?.readBigInt64BE(at * 8) ?? 0n,
    })),
  );
}

interface HashedEntry extends StoredEntry {
  readonly actual: string;
}

async function mapEntries(db: Db | Tx, leaves: readonly TreeLeaf[]): Promise<Map<bigint, HashedEntry>> {
  const entries = await listStoredEntries(db, [...new Set(leaves.map(({ id }) => id))]);
  return new Map(entries.map((entry) => [entry.id, { ...entry, actual: hashLeaf(entry.leaf).toString('hex') }]));
}

/** The hashes of bytes that are not those of their place. */
function strangersAmong(leaves: readonly TreeLeaf[], stored: ReadonlyMap<bigint, HashedEntry>): Set<string> {
  const hashes = leaves.map(({ hash, id }) => ({ hash, actual: stored.get(id)?.actual ?? hash }));
  return new Set(hashes.flatMap(({ hash, actual }) => (hash === actual ? [] : [actual])));
}

const missing = { kind: 'missing', detail: 'this entry is in the tree and no longer in the journal' } as const;

function faultOf(
  entry: HashedEntry,
  { hash, places }: Pick<Held, 'places'> & { readonly hash: string },
): Pick<Fault, 'kind' | 'detail'> | null {
  const { actual } = entry;
  const column = actual === hash ? alteredColumn(entry) : null;
  if (column) return { kind: 'altered', detail: `the column ${column} does not say what the entry says` };
  if (actual === hash) return null;
  const place = places.get(actual);
  if (place === undefined) return { kind: 'altered', detail: 'these are not the bytes that were recorded' };
  return { kind: 'reordered', detail: `these are the bytes of the entry at place ${place}` };
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
