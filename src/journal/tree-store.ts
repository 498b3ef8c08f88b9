import type { Db, Tx } from '../db/database.ts';
import type { VolumeHead } from './checkpoint.ts';
import { firstOf, firstTile, indexIn, volumeOf } from './volumes.ts';

/** A checkpoint that left the house. */
export interface PublishedCheckpoint extends VolumeHead {
  readonly note: string;
  readonly cosignatures: number;
  readonly signedAt: Date;
}

/** How far the tree is behind the entries, whichever instance leads. */
export interface TreeProgress {
  readonly size: number;
  readonly publishedSize: number;
  /** The instant of the first entry not yet in the tree; null when there is none. */
  readonly waitingSince: Date | null;
}

/** The hashes of these tiles of a volume, as far as they exist. */
export async function listTileHashes(
  db: Db | Tx,
  tiles: readonly { readonly level: number; readonly n: number }[],
  volume = 0,
): Promise<{ level: number; n: number; hashes: Buffer }[]> {
  const { rows } = await db.raw<{ rows: { level: number; n: string; hashes: Buffer }[] }>(
    `select level, n, hashes from unnest(:levels::smallint[], :numbers::bigint[]) as wanted (level, n) join journal.tiles using (level, n)`,
    { levels: tiles.map(({ level }) => level), numbers: tiles.map(({ level, n }) => firstTile(level, volume) + n) },
  );
  return rows.map((row) => ({ ...row, n: Number(row.n) - firstTile(row.level, volume) }));
}

/** The place of an entry in the log, as all volumes count it; null when it is not in the tree yet. */
export async function findIndex(db: Db | Tx, entryId: string): Promise<number | null> {
  return (await mapIndexes(db, [entryId])).get(entryId) ?? null;
}

/** The places of these entries in the log; those not in the tree yet are absent. */
export async function mapIndexes(db: Db | Tx, entryIds: readonly string[]): Promise<Map<string, number>> {
  const indexes = new Map<string, number>();
  // the first tile that ends at its number or beyond holds an entry; one that came late stands some tiles further on, rarely many
  for (const reach of [1, 256, null]) {
    const missing = new Map(entryIds.flatMap((id) => (indexes.has(id) ? [] : [[BigInt(id), id] as const])));
    if (missing.size === 0) break;
    for (const { n, ids } of await listTilesOf(db, [...missing.values()], reach))
      for (let at = 0; at < ids.length; at += 8) {
        const id = missing.get(ids.readBigInt64BE(at));
        if (id !== undefined) indexes.set(id, Number(n) * 256 + at / 8);
      }
  }
  return indexes;
}

/** The number of the entry at this place; null beyond the tree. */
export async function findEntryId(db: Db | Tx, index: number): Promise<string | null> {
  const { rows } = await db.raw<{ rows: { ids: Buffer }[] }>('select ids from journal.tiles where level = 0 and n = :n', {
    n: Math.floor(index / 256),
  });
  const ids = rows[0]?.ids;
  const at = (index % 256) * 8;
  return ids && at < ids.length ? String(ids.readBigInt64BE(at)) : null;
}

/** The exact bytes of an entry. */
export async function findLeaf(db: Db | Tx, entryId: string): Promise<Buffer | null> {
  const { rows } = await db.raw<{ rows: { leaf: Buffer }[] }>('select leaf from journal.entries where id = :entryId', { entryId });
  return rows[0]?.leaf ?? null;
}

/** The last published checkpoint, or the first that ends at this place or beyond, as all volumes count it. */
export async function findCheckpoint(db: Db | Tx, atLeast?: number): Promise<PublishedCheckpoint | null> {
  return atLeast === undefined
    ? checkpointWhere(db, 'true order by size desc', {})
    : checkpointWhere(db, 'size >= :atLeast order by size', { atLeast });
}

/** The last published checkpoint of a volume. */
export async function findCheckpointOf(db: Db | Tx, volume: number): Promise<PublishedCheckpoint | null> {
  const bounds = { from: firstOf(volume), to: firstOf(volume + 1) };
  return checkpointWhere(db, 'size >= :from and size < :to order by size desc', bounds);
}

async function checkpointWhere(
  db: Db | Tx,
  which: string,
  bindings: Readonly<Record<string, number>>,
): Promise<PublishedCheckpoint | null> {
  const { rows } = await db.raw<{ rows: { size: string; root: Buffer; note: string; cosignatures: number; signed_at: Date }[] }>(
    `select size, root, note, cosignatures, signed_at from journal.checkpoints where ${which} limit 1`,
    bindings,
  );
  const [row] = rows;
  if (!row) return null;
  const end = Number(row.size);
  return { ...row, volume: volumeOf(end), size: indexIn(end), signedAt: row.signed_at };
}

/** Where the tree stands, for whoever watches: how many entries of the volumes that are kept. */
export async function readProgress(db: Db | Tx): Promise<TreeProgress> {
  const { rows } = await db.raw<{ rows: { size: string | null; published: string | null; waiting: Date | null }[] }>(
    `select ${countedTo('(select size from journal.heads)')} as size,
            ${countedTo('(select max(size) from journal.checkpoints)')} as published,
            (select at from journal.entries where id > coalesce((select hi from journal.heads), 0) order by id limit 1) as waiting`,
  );
  const [row] = rows;
  return { size: Number(row?.size ?? 0), publishedSize: Number(row?.published ?? 0), waitingSince: row?.waiting ?? null };
}

/** How many entries there are up to a place, in the volumes that are kept. */
function countedTo(end: string): string {
  return `(select coalesce(sum(size), 0) from journal.closings where dropped_at is null and volume < ${end} >> 40) + ${end} % (1::bigint << 40)`;
}

/** Of the first tiles that end at one of these numbers or beyond, `reach` for each or all of them, those that may hold it. */
async function listTilesOf(db: Db | Tx, entryIds: readonly string[], reach: number | null): Promise<{ n: string; ids: Buffer }[]> {
  const { rows } = await db.raw<{ rows: { n: string; ids: Buffer }[] }>(
    `select n, ids from journal.tiles where level = 0 and n in (
       select tile.n from unnest(:entryIds::bigint[]) as wanted (id)
        cross join lateral (select n, min_id from journal.tiles where level = 0 and max_id >= wanted.id
                             order by max_id limit :reach::bigint) as tile
        where tile.min_id <= wanted.id)`,
    { entryIds: [...entryIds], reach },
  );
  return rows;
}
