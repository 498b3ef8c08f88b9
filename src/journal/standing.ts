import type { Anchor } from './anchor.ts';
import { openCheckpoint, type SignedCheckpoint, type VolumeHead } from './checkpoint.ts';
import { type Closing, readClosings } from './closing-store.ts';
import type { Hole } from './holes.ts';
import type { VerifierKey } from './note.ts';
import {
  besideAnother,
  readFooting,
  readHead,
  readPublished,
  readTiles,
  type Session,
  type StoredHead,
  transaction,
} from './sequencer-store.ts';
import { placesOf, rangeRoot, shapeOf } from './tiles.ts';
import { TreeBuilder } from './tree-builder.ts';
import { endOf, originOf, volumeNamed } from './volumes.ts';

/** Where a leader stands. Rebuilt from the database after any doubt, never patched. */
export interface Standing {
  readonly volume: number;
  readonly origin: string;
  readonly tree: TreeBuilder;
  readonly hi: bigint;
  readonly holes: readonly Hole[];
  /** The connection must remain this one: a pooler would hand out others. */
  readonly backend: number;
  /** The place after the last that was published; -1 when nothing was. */
  readonly publishedEnd: number;
  /** The place after the last that the anchor holds; -1 when it holds nothing. */
  readonly anchoredEnd: number;
  /** The volumes before this one. */
  readonly closings: readonly Closing[];
}

export interface StandingNeeds {
  /** Of the first volume. */
  readonly origin: string;
  readonly logKeys: readonly VerifierKey[];
  readonly anchor: Anchor;
}

export type StandstillReason = 'misconfigured' | 'corrupt' | 'rolled_back';

/** Why nothing may be signed. Entries are still taken. */
export class Standstill extends Error {
  readonly reason: StandstillReason;

  constructor(reason: StandstillReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Takes up the tree where the database says it stands. Throws a Standstill when that is not where this log signed it. */
export async function takeUp(session: Session, needs: StandingNeeds): Promise<Standing> {
  const backend = await checkFooting(session);
  // head, tiles and checkpoint in one snapshot; the anchor before it, so that another leader's later head cannot look like a way back
  const anchored = readAnchor(needs);
  return transaction(
    session,
    async () => {
      const head = await readHead(session, needs.origin);
      if (head.origin !== originOf(needs.origin, head.volume))
        throw new Standstill('misconfigured', `this journal is ${head.origin}, not ${originOf(needs.origin, head.volume)}`);
      const tree = await readTree(session, head);
      const [published, closings] = [await readPublished(session), await readClosings(session)];
      if (published) requireOurs(published.note, needs);
      for (const former of [published, anchored]) if (former) await requirePrefix(session, former, [...closings, head]);
      const { volume, origin, hi, holes } = head;
      const ends = { publishedEnd: published ? endOf(published) : -1, anchoredEnd: anchored ? endOf(anchored) : -1 };
      return { volume, origin, tree, hi, holes, backend, closings, ...ends };
    },
    'repeatable read',
  );
}

/** What the proof that no entry is lost rests on: numbers drawn one by one, after their transaction's, over one true connection. */
async function checkFooting(session: Session): Promise<number> {
  const one = await readFooting(session);
  const two = await besideAnother(session, () => readFooting(session));
  if (one.sequenceCache !== 1) throw new Standstill('misconfigured', 'the sequence journal.entry_id must not cache numbers');
  if (one.idDefault !== 'journal.next_entry_id()') throw new Standstill('misconfigured', `entries draw their number by ${one.idDefault}`);
  if (one.backend !== two.backend) throw new Standstill('misconfigured', 'the sequencer needs a direct connection: a pooler is in between');
  return one.backend;
}

function readAnchor({ anchor, origin }: StandingNeeds): VolumeHead | null {
  try {
    const head = anchor.read();
    return head && { ...head, volume: volumeOf(head, origin) };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unreadable';
    throw new Standstill('misconfigured', `the anchor cannot be relied on: ${why}`, { cause });
  }
}

function volumeOf({ origin }: SignedCheckpoint, first: string): number {
  const volume = volumeNamed(origin, first);
  if (volume === null) throw new Error(`this journal is ${origin}, not ${first}`);
  return volume;
}

async function readTree(session: Session, head: StoredHead): Promise<TreeBuilder> {
  const edge = shapeOf(head.size).flatMap(({ full, partial }, level) => (partial > 0 ? [{ level, n: full }] : []));
  const tree = restored(head.size, await readTiles(session, edge, head.volume));
  if (!tree.root().equals(head.root)) throw new Standstill('corrupt', `the tiles do not add up to the root at ${head.size}`);
  return tree;
}

function restored(size: number, edge: Awaited<ReturnType<typeof readTiles>>): TreeBuilder {
  try {
    return new TreeBuilder(size, edge);
  } catch (cause) {
    throw new Standstill('corrupt', 'the right edge of the tree is damaged', { cause });
  }
}

function requireOurs(note: string, { origin, logKeys }: StandingNeeds): void {
  try {
    if (volumeNamed(openCheckpoint(note, { logKeys }).origin, origin) !== null) return;
  } catch (cause) {
    throw new Standstill('misconfigured', 'the last checkpoint was signed with another key', { cause });
  }
  throw new Standstill('misconfigured', 'the last checkpoint is of another journal');
}

async function requirePrefix(session: Session, former: VolumeHead, volumes: readonly (VolumeHead & Partial<Closing>)[]): Promise<void> {
  const head = volumes.find(({ volume }) => volume === former.volume);
  if (!head) throw new Standstill('rolled_back', 'a later volume was signed than the database holds');
  if (former.size > head.size) throw new Standstill('rolled_back', `${former.size} entries were signed, the database holds ${head.size}`);
  if (head.droppedAt) return; // what it was is known by its closing alone
  const places = placesOf([0, former.size]);
  const tiles = await readTiles(session, places, former.volume);
  const find = (place: { level: number; n: number }) => tiles.find(({ level, n }) => level === place.level && n === place.n)?.hashes;
  if (!rootAt(former.size, find).equals(former.root))
    throw new Standstill('rolled_back', `the tree at ${former.size} is not the one that was signed`);
}

function rootAt(size: number, find: Parameters<typeof rangeRoot>[1]): Buffer {
  try {
    return rangeRoot([0, size], find);
  } catch (cause) {
    throw new Standstill('corrupt', 'a tile is missing', { cause });
  }
}
