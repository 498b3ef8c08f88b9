import type { Db, Tx } from '../db/database.ts';
import { noteFaults } from './audit-heads.ts';
import * as store from './audit-store.ts';
import type { Fault, KnownHead, Reading } from './audit.ts';
import { type Closing, listDropInstants } from './closing-store.ts';
import { hashLeaf } from './merkle.ts';
import { NoteError } from './note.ts';
import { parseLeaf } from './receipt.ts';
import { findEntryId } from './tree-store.ts';
import { firstOf, originOf, volumeNamed } from './volumes.ts';

/** Each volume but the last was closed, by its last entry, and the next begins with the entry that follows that one. */
export async function* closingFaults(db: Db | Tx, closings: readonly Closing[], head: store.StoredVolume): AsyncGenerator<Fault> {
  const first = closings[0]?.origin ?? head.origin;
  const origins = [...closings, head].map(({ origin }) => origin);
  if (closings.length !== head.volume || closings.some(({ volume }, place) => volume !== place))
    yield { kind: 'missing', detail: `how ${head.volume} volumes ended is not said, or is said of others` };
  if (origins.some((origin, place) => origin !== originOf(first, place)))
    yield { kind: 'altered', detail: 'the origins of the volumes do not follow each other' };
  for (const closing of closings) if (closing.droppedAt === null) yield* turnFaults(db, closing);
}

async function* turnFaults(db: Db | Tx, { volume, origin, lastId, closedAt }: Closing): AsyncGenerator<Fault> {
  const [last] = await store.listStoredEntries(db, [lastId]);
  if (last?.event !== 'journal_closed' || last.at.getTime() !== closedAt.getTime())
    yield { kind: 'altered', entryId: String(lastId), detail: `this entry does not close ${origin} when it is said to have been closed` };
  const nextId = await findEntryId(db, firstOf(volume + 1));
  if (nextId === null) return; // it is not in the tree yet
  const [next] = await store.listStoredEntries(db, [BigInt(nextId)]);
  if (next?.event !== 'journal_opened' || !last || formerOf(next.leaf) !== hashLeaf(last.leaf).toString('base64url'))
    yield { kind: 'altered', entryId: nextId, detail: `this entry does not go on from where ${origin} was closed` };
}

function formerOf(leaf: Buffer): string | undefined {
  try {
    return parseLeaf(leaf).m?.prev;
  } catch (error) {
    if (error instanceof NoteError) return undefined;
    throw error;
  }
}

/** A volume that was dropped was said to be, and how it ended is still signed. */
export async function* droppedFaults(needs: Reading, closings: readonly Closing[]): AsyncGenerator<Fault> {
  const { db } = needs;
  const dropped = closings.flatMap(({ droppedAt, ...closing }) => (droppedAt ? [{ ...closing, droppedAt }] : []));
  const said = dropped.length > 0 ? await listDropInstants(db) : [];
  for (const closing of dropped) {
    const { volume, origin, size, root, droppedAt } = closing;
    needs.onDropped?.(closing);
    const where = closings.find(({ closedAt }) => closedAt >= droppedAt);
    if (!where?.droppedAt && !said.some((at) => at.getTime() === droppedAt.getTime()))
      yield { kind: 'missing', detail: `the entries of ${origin} are gone, and no entry says that they were dropped` };
    const [last] = await store.listCheckpoints(db, { volume, after: BigInt(firstOf(volume) + size - 1), limit: 1 });
    if (last?.size !== size || !last.root.equals(root))
      yield { kind: 'missing', detail: `how ${origin} ended is not kept as it was signed` };
    else yield* noteFaults(last, { ...needs, origin });
  }
}

/** What was signed of volumes that are gone, or of none there is. */
export function* beyondFaults(known: readonly KnownHead[], closings: readonly Closing[], head: store.StoredVolume): Generator<Fault> {
  const first = closings[0]?.origin ?? head.origin;
  for (const { origin = head.origin, size, root } of known) {
    const volume = volumeNamed(origin, first);
    const dropped = closings.find((closing) => closing.origin === origin && closing.droppedAt);
    if (volume === null || volume > head.volume)
      yield { kind: 'rolled_back', detail: `${origin} was signed, and the journal is ${head.origin}` };
    else if (dropped && size > dropped.size)
      yield { kind: 'rolled_back', detail: `${size} entries were signed, ${dropped.size} are said to have been` };
    else if (dropped?.size === size && !dropped.root.equals(root))
      yield { kind: 'split_view', detail: `at ${size} entries of ${origin} another root was signed and kept elsewhere` };
  }
}
