import { type Clock, second } from '../clock.ts';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { bulkAppend } from './bulk-append.ts';
import { checkpointText } from './checkpoint.ts';
import * as store from './closing-store.ts';
import { heart, lockHeart } from './heartbeat.ts';
import { grow } from './integrate.ts';
import { advance, fetchBatch } from './round-store.ts';
import type { Session } from './sequencer-store.ts';
import type { Standing } from './standing.ts';
import { endOf, firstOf, isYearOver, originAfter } from './volumes.ts';

/** Closes the leader's volume when that is due. True when it did: where the leader stood is spent, after a throw too. */
export type Close = (session: Session, standing: Standing) => Promise<boolean>;

/** When a volume is closed: once its year is over, or only when somebody wishes it, which counts always. */
export const closingRules = ['yearly', 'command'] as const;

export type ClosingRule = (typeof closingRules)[number];

/** How a leader closes volumes. Where it failed, since somebody had been writing for long, nobody is made to wait again at once. */
export function closeBy(
  needs: WorkNeeds,
  { rule, patience = 10 * second }: { readonly rule: ClosingRule; readonly patience?: number },
): { readonly close: Close } {
  let due = Number.NEGATIVE_INFINITY;
  return {
    close: async (session, standing) => {
      if (performance.now() < due) return false;
      due = performance.now() + second;
      const { isWished, begunAt } = await store.readTerm(session, standing.volume);
      if (!isWished && !(rule === 'yearly' && begunAt && isOver(begunAt, needs.clock))) return false;
      due = performance.now() + patience;
      await atomically(needs, (work) => closeVolume(work, standing));
      due = Number.NEGATIVE_INFINITY;
      return true;
    },
  };
}

/** No year is over while the clock is not to be trusted: heads are signed meanwhile, and the volume is closed when it is again. */
function isOver(begunAt: Date, clock: Clock): boolean {
  try {
    return isYearOver(begunAt, clock.now());
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/**
 * Ends a volume and begins the next, in one transaction in which nobody else writes an entry: the last entry of the one says that it is
 * closed, the first of the other that it goes on from there, and the chain of the heartbeats leads from the one to the other.
 */
async function closeVolume(work: Work, { volume, origin, tree, hi, holes }: Standing): Promise<void> {
  const session = store.sessionOf(work.tx);
  await lockHeart(work);
  await store.actAs(work.tx, 'procura_sequencer');
  await store.standStill(session);
  const from = { size: tree.size, hi };
  const late = await fetchBatch(session, { hi, holes });
  if (late.isFull) throw new Error('too much waits to enter the tree: the volume is closed later');
  grow(tree, late);
  await say(work, { event: 'journal_closed' });
  const last = await fetchBatch(session, { hi: late.ids.at(-1) ?? hi, holes: [] });
  const [lastId, ...more] = last.ids;
  if (lastId === undefined || more.length > 0) throw new Error('somebody wrote while the volume was being closed');
  grow(tree, last);
  const head = { size: tree.size, root: tree.root() };
  const moved = await advance(session, { volume, from, head, hi: lastId, holes: [], tiles: tree.takeChanged() });
  if (!moved) throw new Error('another leader moved the head');
  await store.insertClosing(session, { volume, origin, ...head, lastId, closedAt: work.at });
  await store.turnHead(session, { from: endOf({ volume, ...head }), to: { origin: originAfter(origin), first: firstOf(volume + 1) } });
  await store.beginVolume(session, volume + 1);
  await say(work, { event: 'journal_opened', kept: { closed: checkpointText({ origin, ...head }) } });
}

/** As the application does, which alone may write entries. */
async function say(
  work: Work,
  entry: { readonly event: 'journal_closed' | 'journal_opened'; readonly kept?: { closed: string } },
): Promise<void> {
  await store.actAs(work.tx, 'procura_app');
  await bulkAppend(work, [{ ...entry, mandate: heart, at: work.at }]);
  await store.actAs(work.tx, 'procura_sequencer');
}
