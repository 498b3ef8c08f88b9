import { type Db, openSnapshot, type Tx } from '../db/database.ts';
import * as store from './audit-store.ts';
import { listChains, noMandate } from './chain-store.ts';
import { SignedHeads } from './audit-heads.ts';
import type { Head } from './checkpoint.ts';
import { openEntryFaults } from './entry-faults.ts';
import type { VerifierKey } from './note.ts';
import { shapeOf, type Tile, tileWidth } from './tiles.ts';
import { TreeBuilder } from './tree-builder.ts';

export type FaultKind =
  'altered' | 'missing' | 'inserted' | 'reordered' | 'duplicated' | 'tree_damaged' | 'wrong_signature' | 'rolled_back' | 'split_view';

/** What is wrong, and where. */
export interface Fault {
  readonly kind: FaultKind;
  readonly detail: string;
  /** The entry's number, where one entry is wrong. */
  readonly entryId?: string;
  /** Its place in the tree. */
  readonly index?: number;
}

export interface AuditNeeds {
  readonly db: Db;
  readonly logKeys: readonly VerifierKey[];
  readonly witnessKeys?: readonly VerifierKey[]; // whose cosignatures are held too
  /** What was signed and kept elsewhere: the anchor, a witness's last word. Held against the tree. */
  readonly known?: readonly Head[];
  readonly onProgress?: (done: number, all: number) => void;
}

/**
 * Recomputes the whole journal from its entries, and yields every fault found, the first broken entry first. In one snapshot: a journal
 * that grows meanwhile is no damaged one.
 */
export async function* auditJournal({ db, ...needs }: AuditNeeds): AsyncGenerator<Fault> {
  const snapshot = await openSnapshot(db);
  try {
    yield* faultsIn({ ...needs, db: snapshot });
  } finally {
    await snapshot.rollback();
  }
}

type Reading = Omit<AuditNeeds, 'db'> & { readonly db: Tx };

async function* faultsIn(needs: Reading): AsyncGenerator<Fault> {
  const { db, known = [] } = needs;
  const head = await store.readStoredHead(db);
  if (!head) {
    if (known.some(({ size }) => size > 0)) yield { kind: 'rolled_back', detail: 'the journal has no tree, yet one was signed' };
    return;
  }
  const tree = new TreeBuilder();
  const [heads, entryFaults] = [new SignedHeads({ ...needs, origin: head.origin }, known), openEntryFaults(db)];
  for (;;) {
    const tiles = await store.listTiles(db, { level: 0, from: Math.floor(tree.size / tileWidth), limit: batch });
    if (tiles.length === 0 || tree.size >= head.size) break;
    const before = tree.size;
    yield* entryFaults(tiles, before);
    yield* grow(tree, tiles, heads);
    yield* parentFaults(db, tree);
    needs.onProgress?.(tree.size, head.size);
    if (tree.size === before || tree.size % tileWidth !== 0) break;
  }
  if (head.hi !== (await store.greatestTreeId(db)))
    yield { kind: 'tree_damaged', detail: 'the head has another number for its last entry than its tiles' };
  if (tree.size !== head.size || !tree.root().equals(head.root))
    yield { kind: 'tree_damaged', detail: `the head says ${head.size}, its tiles hold ${tree.size} entries or another root` };
  yield* edgeFaults(db, tree.size);
  yield* heads.beyond(tree.size);
  yield* insertedEntries(db, head);
  yield* chainFaults(db);
  for (const subject of await store.listSilentErasures(db))
    yield { kind: 'missing', detail: `the key of the subject ${subject} is gone, and no entry says that it was destroyed` };
}

/** Where the chain of each mandate stands, for its next entry. */
async function* chainFaults(db: Db | Tx): AsyncGenerator<Fault> {
  for (let after = noMandate; ;) {
    const page = await listChains(db, after);
    for (const { mandateRef, isAsRecorded } of page)
      if (!isAsRecorded) yield { kind: 'altered', detail: `the chain of the mandate ${mandateRef} does not stand at its last entry` };
    const last = page.at(-1);
    if (!last) return;
    after = last.mandateRef;
  }
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
async function* parentFaults(db: Db | Tx, tree: TreeBuilder): AsyncGenerator<Fault> {
  for (const tile of tree.takeChanged()) {
    if (tile.level === 0) continue;
    const [stored] = await store.listTiles(db, { level: tile.level, from: tile.n, limit: 1 });
    if (stored?.n !== tile.n || !beginsWith(stored.hashes, tile))
      yield { kind: 'tree_damaged', detail: `the tile ${tile.level}/${tile.n} is not made of those below` };
  }
}

function beginsWith(stored: Buffer, { hashes }: Tile): boolean {
  return stored.subarray(0, hashes.length).equals(hashes);
}

/** Nothing may stand to the right of the tree. */
async function* edgeFaults(db: Db | Tx, size: number): AsyncGenerator<Fault> {
  const shape = shapeOf(size);
  for (let level = 0; level < 8; level++) {
    const { full, partial } = shape[level] ?? { full: 0, partial: 0 };
    const [edge, ...more] = await store.listTiles(db, { level, from: full, limit: 2 });
    if ((edge?.n === full ? edge.w : 0) !== partial || (edge && edge.n !== full) || more.length > 0)
      yield { kind: 'tree_damaged', detail: `the right edge of level ${level} is not that of a tree of ${size}` };
  }
}

/** Numbered as if long integrated, and not in the tree. */
async function* insertedEntries(
  db: Db | Tx,
  { hi, holes }: { hi: bigint; holes: readonly { first: bigint; last: bigint }[] },
): AsyncGenerator<Fault> {
  for (let after = -1n << 62n; ;) {
    const ids = await store.listEntryIds(db, { after, upTo: hi, limit: 20_000 });
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
