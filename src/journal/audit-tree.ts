import type { Db, Tx } from '../db/database.ts';
import { SignedHeads } from './audit-heads.ts';
import * as store from './audit-store.ts';
import type { Fault, Reading } from './audit.ts';
import { openEntryFaults } from './entry-faults.ts';
import { shapeOf, type Tile, tileWidth } from './tiles.ts';
import { TreeBuilder } from './tree-builder.ts';
import { firstOf } from './volumes.ts';

/** A volume as its row says it is: the head's own, or one that was closed. */
export type AuditedVolume = store.StoredVolume & { readonly isOpen: boolean };

/** Recomputes a volume's tree from its entries, and holds it against its tiles, its end and all that was signed of it. */
export async function* treeFaults(needs: Reading, head: AuditedVolume): AsyncGenerator<Fault> {
  const { db } = needs;
  const { volume } = head;
  const tree = new TreeBuilder();
  const [heads, entryFaults] = [new SignedHeads(needs, head), openEntryFaults(db, volume)];
  for (;;) {
    const tiles = await store.listTiles(db, { volume, level: 0, from: Math.floor(tree.size / tileWidth), limit: batch });
    if (tiles.length === 0 || tree.size >= head.size) break;
    const before = tree.size;
    yield* entryFaults(tiles, before);
    yield* grow(tree, tiles, heads);
    yield* parentFaults(db, volume, tree);
    needs.onProgress?.(tree.size, head.size);
    if (tree.size === before || tree.size % tileWidth !== 0) break;
  }
  if (head.hi !== (await store.greatestTreeId(db, volume)) && (volume === 0 || tree.size > 0))
    yield { kind: 'tree_damaged', detail: 'the head has another number for its last entry than its tiles' };
  if (tree.size !== head.size || !tree.root().equals(head.root))
    yield { kind: 'tree_damaged', detail: `the head says ${head.size}, its tiles hold ${tree.size} entries or another root` };
  yield* edgeFaults(db, head, tree.size);
  yield* heads.beyond(tree.size);
}

const batch = 64;

async function* grow(tree: TreeBuilder, tiles: readonly store.StoredTile[], heads: SignedHeads): AsyncGenerator<Fault> {
  for (const { n, w, hashes, ids, minId, maxId } of tiles) {
    if (n !== Math.floor(tree.size / tileWidth)) {
      yield { kind: 'tree_damaged', detail: `the tile 0/${n} stands where another should` };
      return;
    }
    const numbers = Array.from({ length: w }, (_, at) => ids?.readBigInt64BE(at * 8) ?? 0n).sort((a, b) => (a < b ? -1 : 1));
    if (numbers[0] !== minId || numbers.at(-1) !== maxId)
      yield { kind: 'tree_damaged', detail: `the tile 0/${n} does not know its numbers` };
    for (let at = 0; at < w; at++) {
      tree.append(hashes.subarray(at * 32, (at + 1) * 32), ids?.readBigInt64BE(at * 8) ?? 0n);
      if (heads.isDueAt(tree.size)) yield* heads.at(tree);
    }
  }
}

/** The tiles above must be what the ones below make them. */
async function* parentFaults(db: Db | Tx, volume: number, tree: TreeBuilder): AsyncGenerator<Fault> {
  for (const tile of tree.takeChanged()) {
    if (tile.level === 0) continue;
    const [stored] = await store.listTiles(db, { volume, level: tile.level, from: tile.n, limit: 1 });
    if (stored?.n !== tile.n || !beginsWith(stored.hashes, tile))
      yield { kind: 'tree_damaged', detail: `the tile ${tile.level}/${tile.n} is not made of those below` };
  }
}

function beginsWith(stored: Buffer, { hashes }: Tile): boolean {
  return stored.subarray(0, hashes.length).equals(hashes);
}

/** Nothing may stand to the right of the tree: within its volume, and beyond the open one anywhere. */
async function* edgeFaults(db: Db | Tx, { volume, isOpen }: AuditedVolume, size: number): AsyncGenerator<Fault> {
  const shape = shapeOf(size);
  for (let level = 0; level < 8; level++) {
    const { full, partial } = shape[level] ?? { full: 0, partial: 0 };
    const [edge, ...more] = await store.listTiles(db, { volume, level, from: full, limit: 2, isOpen });
    if ((edge?.n === full ? edge.w : 0) !== partial || (edge && edge.n !== full) || more.length > 0)
      yield { kind: 'tree_damaged', detail: `the right edge of level ${level} is not that of a tree of ${size}` };
  }
}

/** Numbered as if long integrated, and not in the tree. Once a volume is closed none of its numbers may come. */
export async function* insertedEntries(db: Db | Tx, { volume, hi, holes, isOpen }: AuditedVolume): AsyncGenerator<Fault> {
  const upTo = isOpen ? hi : BigInt(firstOf(volume + 1)) - 1n;
  for (let after = volume === 0 ? -1n << 62n : BigInt(firstOf(volume)) - 1n; ;) {
    const ids = await store.listEntryIds(db, { after, upTo, limit: 20_000 });
    const [first, last] = [ids[0], ids.at(-1)];
    if (first === undefined || last === undefined) return;
    const inTree = await store.listTreeIds(db, { first, last });
    for (const id of ids) {
      if (inTree.has(id) || holes.some((hole) => hole.first <= id && id <= hole.last)) continue;
      yield { kind: 'inserted', entryId: String(id), detail: 'this entry is not in the tree, though later ones are' };
    }
    after = last;
  }
}
