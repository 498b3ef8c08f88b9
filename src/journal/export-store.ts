import type { Db, Tx } from '../db/database.ts';
import { firstTile } from './volumes.ts';

/** A tile of entries as an export needs it. */
export interface LeafTile {
  readonly n: number;
  readonly hashes: Buffer;
  readonly ids: readonly string[];
}

/** The lowest tiles of a volume from the `from`th on, in order. */
export async function listLeafTiles(
  db: Db | Tx,
  { volume, from, limit }: { readonly volume: number; readonly from: number; readonly limit: number },
): Promise<LeafTile[]> {
  const first = firstTile(0, volume);
  const { rows } = await db.raw<{ rows: { n: string; hashes: Buffer; ids: Buffer }[] }>(
    'select n, hashes, ids from journal.tiles where level = 0 and n >= :from and n < :end order by n limit :limit',
    { from: first + from, end: firstTile(0, volume + 1), limit },
  );
  return rows.map(({ n, hashes, ids }) => ({
    n: Number(n) - first,
    hashes,
    ids: Array.from({ length: ids.length / 8 }, (_, at) => String(ids.readBigInt64BE(at * 8))),
  }));
}

/** The exact bytes of these entries, by their numbers. */
export async function mapLeaves(db: Db | Tx, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const { rows } = await db.raw<{ rows: { id: string; leaf: Buffer }[] }>(
    'select id::text, leaf from journal.entries where id = any(:ids::bigint[])',
    { ids: [...ids] },
  );
  return new Map(rows.map(({ id, leaf }) => [id, leaf]));
}
