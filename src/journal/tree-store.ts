import type { Db, Tx } from '../db/database.ts';
import type { Head } from './checkpoint.ts';

/** A checkpoint that left the house. */
export interface PublishedCheckpoint extends Head {
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

/** The hashes of these tiles, as far as they exist. */
export async function listTileHashes(
  db: Db | Tx,
  tiles: readonly { readonly level: number; readonly n: number }[],
): Promise<{ level: number; n: number; hashes: Buffer }[]> {
  const { rows } = await db.raw<{ rows: { level: number; n: string; hashes: Buffer }[] }>(
    `select level, n, hashes from unnest(:levels::smallint[], :numbers::bigint[]) as wanted (level, n) join journal.tiles using (level, n)`,
    { levels: tiles.map(({ level }) => level), numbers: tiles.map(({ n }) => n) },
  );
  return rows.map((row) => ({ ...row, n: Number(row.n) }));
}

/** The place of an entry in the log; null when it is not in the tree yet. */
export async function findIndex(db: Db | Tx, entryId: string): Promise<number | null> {
  // ranges of numbers overlap only where an entry came late: the first rows almost always hold it
  const { rows } = await db.raw<{ rows: { n: string; ids: Buffer }[] }>(
    `select n, ids from journal.tiles where level = 0 and max_id >= :entryId::bigint and min_id <= :entryId::bigint order by max_id`,
    { entryId },
  );
  for (const { n, ids } of rows) {
    const at = positionOf(ids, BigInt(entryId));
    if (at !== null) return Number(n) * 256 + at;
  }
  return null;
}

/** The places of these entries in the log; those not in the tree yet are absent. */
export async function mapIndexes(db: Db | Tx, entryIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await db.raw<{ rows: { n: string; ids: Buffer }[] }>(
    `select n, ids from journal.tiles where level = 0 and n in (
       select tile.n from unnest(:entryIds::bigint[]) as wanted (id)
        cross join lateral (select n from journal.tiles where level = 0 and max_id >= wanted.id and min_id <= wanted.id) as tile)`,
    { entryIds: [...entryIds] },
  );
  const wanted = new Set(entryIds);
  const places = rows.flatMap(({ n, ids }) =>
    Array.from({ length: ids.length / 8 }, (_, at) => [String(ids.readBigInt64BE(at * 8)), Number(n) * 256 + at] as const),
  );
  return new Map(places.filter(([id]) => wanted.has(id)));
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

/** The last published checkpoint, or the first that covers at least so many entries. */
export async function findCheckpoint(db: Db | Tx, atLeast?: number): Promise<PublishedCheckpoint | null> {
  const { rows } = await db.raw<{ rows: { size: string; root: Buffer; note: string; cosignatures: number; signed_at: Date }[] }>(
    atLeast === undefined
      ? 'select size, root, note, cosignatures, signed_at from journal.checkpoints order by size desc limit 1'
      : 'select size, root, note, cosignatures, signed_at from journal.checkpoints where size >= :atLeast order by size limit 1',
    { atLeast: atLeast ?? 0 },
  );
  const [row] = rows;
  return row ? { ...row, size: Number(row.size), signedAt: row.signed_at } : null;
}

/** Where the tree stands, for whoever watches. */
export async function readProgress(db: Db | Tx): Promise<TreeProgress> {
  const { rows } = await db.raw<{ rows: { size: string | null; published: string | null; waiting: Date | null }[] }>(
    `select (select size from journal.heads)::text as size, (select max(size) from journal.checkpoints)::text as published,
            (select at from journal.entries where id > coalesce((select hi from journal.heads), 0) order by id limit 1) as waiting`,
  );
  const [row] = rows;
  return { size: Number(row?.size ?? 0), publishedSize: Number(row?.published ?? 0), waitingSince: row?.waiting ?? null };
}

function positionOf(ids: Buffer, id: bigint): number | null {
  for (let at = 0; at < ids.length; at += 8) if (ids.readBigInt64BE(at) === id) return at / 8;
  return null;
}
