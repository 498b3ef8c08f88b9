import type { Db, Tx } from '../db/database.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { type LeafTile, listLeafTiles, mapLeaves } from './export-store.ts';
import { requireCheckpoint } from './find-volume.ts';
import { splitNote } from './note.ts';
import { perfectSubtrees } from './ranges.ts';
import { placeOf, rangeRoot, tileWidth } from './tiles.ts';
import { listTileHashes } from './tree-store.ts';

export interface ExportNeeds {
  readonly db: Db | Tx;
  /** Index of the first entry wanted: the size of what one already holds. */
  readonly from?: number;
  /** The origin wanted, or that of what one already holds; the last volume's when it is not said. */
  readonly of?: string;
  readonly onProgress?: (done: number, all: number) => void;
}

/**
 * A volume of the journal up to its last published checkpoint, as JSON Lines: a header, then for each tile its hashes and its entries' exact
 * texts, and the checkpoint at the end. Holds a few tiles in memory at a time. Throws a sentence when there is nothing to export.
 */
export async function* exportJournal({ db, from = 0, of, onProgress }: ExportNeeds): AsyncGenerator<string> {
  const { volume, size, note } = await requireCheckpoint(db, of);
  if (from > size) throw new Error(`The journal's last checkpoint holds ${size} entries: there is nothing from ${from} on.`);
  const { origin } = parseCheckpoint(splitNote(note).text);
  yield line({ export: 'procura-journal/v1', origin, from, size, before: await rootsBefore(db, volume, from) });
  for (let at = from; at < size;) {
    const tiles = await listLeafTiles(db, { volume, from: Math.floor(at / tileWidth), limit: batch });
    const leaves = await mapLeaves(
      db,
      tiles.flatMap(({ ids }) => ids),
    );
    if (tiles.length === 0) throw new Error(`The tiles of the journal end at ${at}, before its checkpoint.`);
    for (const tile of tiles) yield* tileLines(tile, { leaves, from, size });
    at = Math.min(size, ((tiles.at(-1)?.n ?? 0) + 1) * tileWidth);
    onProgress?.(at, size);
  }
  yield line({ checkpoint: note });
}

const batch = 16;

/** The roots of the perfect subtrees before the first entry given: with them the root over everything can be computed. */
async function rootsBefore(db: Db | Tx, volume: number, from: number): Promise<string[]> {
  const subtrees = perfectSubtrees([0, from]);
  const tiles = subtrees.length === 0 ? [] : await listTileHashes(db, subtrees.map(placeOf), volume);
  return subtrees.map(({ level, index }) =>
    rangeRoot(
      [index * 2 ** level, (index + 1) * 2 ** level],
      (place) => tiles.find((tile) => tile.level === place.level && tile.n === place.n)?.hashes,
    ).toString('base64'),
  );
}

/** An entry that is gone leaves no line: whoever verifies will name it. */
function* tileLines(
  { n, hashes, ids }: LeafTile,
  { leaves, from, size }: { readonly leaves: ReadonlyMap<string, Buffer>; readonly from: number; readonly size: number },
): Generator<string> {
  const first = n * tileWidth;
  const width = Math.min(ids.length, size - first);
  if (width <= 0) return;
  yield line({ tile: n, hashes: hashes.subarray(0, width * 32).toString('base64') });
  for (let at = Math.max(0, from - first); at < width; at++) {
    const leaf = leaves.get(ids[at] ?? '');
    if (leaf) yield line({ index: first + at, leaf: leaf.toString() });
  }
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
