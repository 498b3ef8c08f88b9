import { type Db, openSnapshot, type Tx } from '../db/database.ts';
import { audited } from './audit-heads.ts';
import * as store from './audit-store.ts';
import { type AuditedVolume, insertedEntries, treeFaults } from './audit-tree.ts';
import { beyondFaults, closingFaults, droppedFaults } from './audit-volumes.ts';
import { listChains, noMandate } from './chain-store.ts';
import type { Head } from './checkpoint.ts';
import { type Closing, listClosings } from './closing-store.ts';
import type { VerifierKey } from './note.ts';
import { firstOf } from './volumes.ts';

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

/** What was signed and is kept elsewhere; where it does not say of which origin, of the last volume. */
export type KnownHead = Head & { readonly origin?: string };

export interface AuditNeeds {
  readonly db: Db;
  readonly logKeys: readonly VerifierKey[];
  readonly witnessKeys?: readonly VerifierKey[]; // whose cosignatures are held too
  /** What was signed and kept elsewhere: the anchor, a witness's last word. Held against the trees. */
  readonly known?: readonly KnownHead[];
  readonly onProgress?: (done: number, all: number) => void;
  /** Told of the volumes whose entries are gone by law: verification begins after them. */
  readonly onDropped?: (volume: Closing) => void;
}

/**
 * Recomputes the whole journal from its entries, volume after volume, and yields every fault found, the first broken entry first. In one
 * snapshot: a journal that grows meanwhile is no damaged one.
 */
export async function* auditJournal({ db, ...needs }: AuditNeeds): AsyncGenerator<Fault> {
  const snapshot = await openSnapshot(db);
  try {
    yield* faultsIn({ ...needs, db: snapshot });
  } finally {
    await snapshot.rollback();
  }
}

/** An audit within its snapshot. */
export type Reading = Omit<AuditNeeds, 'db'> & { readonly db: Tx };

async function* faultsIn(needs: Reading): AsyncGenerator<Fault> {
  const { db, known = [] } = needs;
  const head = await store.readStoredHead(db);
  const closings = await listClosings(db);
  if (!head) {
    if (known.some(({ size }) => size > 0) || closings.length > 0)
      yield { kind: 'rolled_back', detail: 'the journal has no tree, yet one was signed' };
    return;
  }
  const kept = closings.filter(({ droppedAt }) => droppedAt === null);
  const volumes = [...kept.map((closing) => ({ ...closing, hi: closing.lastId, holes: [], isOpen: false })), { ...head, isOpen: true }];
  yield* volumeFaults(needs, volumes);
  yield* closingFaults(db, closings, head);
  yield* droppedFaults(needs, closings);
  yield* beyondFaults(known, closings, head);
  yield* chainFaults(db, kept.length === closings.length);
  for (const subject of await store.listSilentErasures(db, firstOf(volumes[0]?.volume ?? 0)))
    yield { kind: 'missing', detail: `the key of the subject ${subject} is gone, and no entry says that it was destroyed` };
}

async function* volumeFaults(needs: Reading, volumes: readonly AuditedVolume[]): AsyncGenerator<Fault> {
  const last = volumes.at(-1)?.origin ?? '';
  const all = volumes.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const volume of volumes) {
    const onProgress = (size: number): void => needs.onProgress?.(done + size, all);
    yield* treeFaults({ ...needs, known: audited(needs.known ?? [], volume, last), onProgress }, volume);
    done += volume.size;
  }
  for (const volume of volumes) yield* insertedEntries(needs.db, volume);
}

/** Where the chain of each mandate stands, for its next entry. Of a mandate whose entries are all dropped it says what none can. */
async function* chainFaults(db: Db | Tx, isWhole: boolean): AsyncGenerator<Fault> {
  for (let after = noMandate; ;) {
    const page = await listChains(db, after);
    for (const { mandateRef, isAsRecorded, isEmpty } of page)
      if (!isAsRecorded && (isWhole || !isEmpty))
        yield { kind: 'altered', detail: `the chain of the mandate ${mandateRef} does not stand at its last entry` };
    const last = page.at(-1);
    if (!last) return;
    after = last.mandateRef;
  }
}
