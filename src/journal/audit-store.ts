import type { Db, Tx } from '../db/database.ts';
import type { VolumeHead } from './checkpoint.ts';
import { firstOf, firstTile, indexIn, volumeOf } from './volumes.ts';

/** An entry as it stands in its row. */
export interface StoredEntry {
  readonly id: bigint;
  readonly at: Date;
  readonly event: string;
  readonly mandateRef: string | null;
  readonly mandateN: number | null;
  readonly leaf: Buffer;
}

/** A tile as it stands in its row. */
export interface StoredTile {
  readonly level: number;
  readonly n: number;
  readonly w: number;
  readonly hashes: Buffer;
  readonly ids: Buffer | null;
  readonly minId: bigint | null;
  readonly maxId: bigint | null;
}

/** Where a volume stands as stored, and the ranges it still waits for. */
export interface StoredVolume extends VolumeHead {
  readonly origin: string;
  /** The greatest number of its entries. */
  readonly hi: bigint;
  readonly holes: readonly { readonly first: bigint; readonly last: bigint }[];
}

/** Where the open volume stands; null before the first round. */
export async function readStoredHead(db: Db | Tx): Promise<StoredVolume | null> {
  const { rows } = await db.raw<{
    rows: { origin: string; size: string; root: Buffer; hi: string; first: string[]; last: string[] }[];
  }>('select origin, size, root, hi, hole_first::text[] as first, hole_last::text[] as last from journal.heads');
  const [row] = rows;
  if (!row) return null;
  const holes = row.first.map((first, index) => ({ first: BigInt(first), last: BigInt(row.last[index] ?? first) }));
  const end = Number(row.size);
  return { origin: row.origin, volume: volumeOf(end), size: indexIn(end), root: row.root, hi: BigInt(row.hi), holes };
}

/** The tiles of a level of a volume from the `from`th on, in order; of an open one whatever stands beyond too. */
export async function listTiles(
  db: Db | Tx,
  { volume, level, from, limit, isOpen = false }: { volume: number; level: number; from: number; limit: number; isOpen?: boolean },
): Promise<StoredTile[]> {
  if (level > 4 && !isOpen) return []; // no volume is so large
  const first = level > 4 ? 0 : firstTile(level, volume);
  const end = isOpen ? Number.MAX_SAFE_INTEGER : firstTile(level, volume + 1);
  const { rows } = await db.raw<{
    rows: { n: string; w: number; hashes: Buffer; ids: Buffer | null; min_id: string | null; max_id: string | null }[];
  }>(
    'select n, w, hashes, ids, min_id, max_id from journal.tiles where level = :level and n >= :from and n < :end order by n limit :limit',
    {
      ...{ level, from: first + from, end, limit },
    },
  );
  const number = (value: string | null): bigint | null => (value === null ? null : BigInt(value));
  return rows.map(({ n, w, hashes, ids, min_id, max_id }) => ({
    ...{ level, n: Number(n) - first, w, hashes, ids, minId: number(min_id), maxId: number(max_id) },
  }));
}

/** Where in a volume’s tree these hashes stand, written in hexadecimal: reads all of it. */
export async function mapPlaces(db: Db | Tx, volume: number, wanted: ReadonlySet<string>): Promise<Map<string, number>> {
  const places = new Map<string, number>();
  for (let from = 0; ;) {
    const tiles = await listTiles(db, { volume, level: 0, from, limit: 256 });
    for (const { n, w, hashes } of tiles)
      for (let at = 0; at < w; at++) {
        const hash = hashes.toString('hex', at * 32, (at + 1) * 32);
        if (wanted.has(hash)) places.set(hash, n * 256 + at);
      }
    const last = tiles.at(-1);
    if (!last) return places;
    from = last.n + 1;
  }
}

/** The entries with these numbers. */
export async function listStoredEntries(db: Db | Tx, ids: readonly bigint[]): Promise<StoredEntry[]> {
  const { rows } = await db.raw<{
    rows: { id: string; at: Date; event: string; mandate_ref: string | null; mandate_n: number | null; leaf: Buffer }[];
  }>('select id, at, event, mandate_ref, mandate_n, leaf from journal.entries where id = any(:ids::bigint[])', { ids: ids.map(String) });
  return rows.map(({ id, mandate_ref, mandate_n, ...row }) => ({ ...row, id: BigInt(id), mandateRef: mandate_ref, mandateN: mandate_n }));
}

/** The numbers of the entries after one, in order. */
export async function listEntryIds(db: Db | Tx, { after, upTo, limit }: { after: bigint; upTo: bigint; limit: number }): Promise<bigint[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    'select id from journal.entries where id > :after and id <= :upTo order by id limit :limit',
    { after: String(after), upTo: String(upTo), limit },
  );
  return rows.map(({ id }) => BigInt(id));
}

/** The numbers, among those from `first` to `last`, that are in the tree. */
export async function listTreeIds(db: Db | Tx, { first, last }: { first: bigint; last: bigint }): Promise<Set<bigint>> {
  const { rows } = await db.raw<{ rows: { ids: Buffer }[] }>(
    'select ids from journal.tiles where level = 0 and max_id >= :first and min_id <= :last',
    { first: String(first), last: String(last) },
  );
  return new Set(rows.flatMap(({ ids }) => Array.from({ length: ids.length / 8 }, (_, at) => ids.readBigInt64BE(at * 8))));
}

/** The published checkpoints of a volume after a place, in order; of an open one whatever stands beyond too. */
export async function listCheckpoints(
  db: Db | Tx,
  { volume, after, limit, isOpen = false }: { volume: number; after: bigint; limit: number; isOpen?: boolean },
): Promise<{ place: bigint; size: number; root: Buffer; note: string; cosignatures: number }[]> {
  const { rows } = await db.raw<{ rows: { size: string; root: Buffer; note: string; cosignatures: number }[] }>(
    'select size, root, note, cosignatures from journal.checkpoints where size > :after and size < :end order by size limit :limit',
    { after: String(after), end: isOpen ? beyondAll : firstOf(volume + 1), limit },
  );
  return rows.map((row) => ({ ...row, place: BigInt(row.size), size: Number(row.size) - firstOf(volume) }));
}

const beyondAll = '9223372036854775807';

/** The subjects whose key was destroyed, or is gone, without an entry that says so, as far as the entries are kept. */
export async function listSilentErasures(db: Db | Tx, firstKept: number): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { subject_ref: string }[] }>(
    `select key.subject_ref from journal.subject_keys as key left join journal.entries as entry on entry.id = key.erased_by
      where key.wrapped_dek is null and entry.event is distinct from 'subject_erased' and coalesce(key.erased_by >= :firstKept::bigint, true)
     union
     select distinct value.subject_ref from journal.sealed_values as value
      where not exists (select from journal.subject_keys as key where key.subject_ref = value.subject_ref) order by 1`,
    { firstKept },
  );
  return rows.map((row) => row.subject_ref);
}

/** The greatest number of an entry in a volume’s tree; 0 while there is none. */
export async function greatestTreeId(db: Db | Tx, volume: number): Promise<bigint> {
  const { rows } = await db.raw<{ rows: [{ id: string }] }>(
    'select coalesce((select max(max_id) from journal.tiles where level = 0 and max_id >= :first and max_id < :end), 0)::text as id',
    { first: volume === 0 ? Number.MIN_SAFE_INTEGER : firstOf(volume), end: firstOf(volume + 1) },
  );
  return BigInt(rows[0].id);
}
