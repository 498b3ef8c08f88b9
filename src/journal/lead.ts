import { setTimeout as sleep } from 'node:timers/promises';
import { second } from '../clock.ts';
import type { Logger } from '../http/request-log.ts';
import type { Anchor } from './anchor.ts';
import type { Closing } from './closing-store.ts';
import { openGuard } from './guard.ts';
import { integrate, signHead } from './integrate.ts';
import type { VerifierKey } from './note.ts';
import { openPublisher, type Publisher, type SignedHead } from './publish.ts';
import type { Pace, SequencerNeeds, SequencerStatus } from './sequencer.ts';
import type { Session } from './sequencer-store.ts';
import { type Standing, Standstill, takeUp } from './standing.ts';
import { endOf, firstOf, indexIn, volumeOf } from './volumes.ts';

/** What a leader works with. */
export interface Leading extends SequencerNeeds {
  readonly anchor: Anchor;
  readonly logKeys: readonly VerifierKey[];
  readonly pace: Required<Pace>;
  readonly signal: AbortSignal;
  readonly tell: (news: Partial<SequencerStatus>) => void;
  readonly report: (error: unknown) => void;
}

/** A leader whose database went astray keeps the leadership and signs nothing: no other instance shall sign either. */
export async function firmStanding(needs: Leading, session: Session): Promise<Standing | null> {
  while (!needs.signal.aborted) {
    try {
      return await takeUp(session, needs);
    } catch (error) {
      if (!(error instanceof Standstill) || error.reason === 'misconfigured') throw error;
      needs.report(error);
      await pause(needs.signal, 10 * second);
    }
  }
  return null;
}

/** Adds what is new, round after round, and publishes what was signed, until told to stop or until the volume is closed. */
export async function lead(needs: Leading, session: Session, from: Standing): Promise<void> {
  const { clock, log, cosign, pace, tell, signal } = needs;
  const publisher = openPublisher({ clock, log, cosign, every: pace.publish, ...from, first: endOfFormer(needs, from) });
  const guard = openGuard({ every: pace.guard, onFound: (ids) => tellOrphans(log, ids) });
  let standing = from;
  if (endOf(headOf(from)) > from.publishedEnd) announce(needs, publisher, signHead(headOf(from), needs));
  tell({ state: 'leading', detail: null, ...sizesOf(from, publisher) });
  while (!signal.aborted) {
    const started = performance.now();
    const round = await integrate(session, standing, needs);
    standing = round.standing;
    if (round.head) announce(needs, publisher, round.head);
    if (round.oldestAt) tell({ lagMilliseconds: clock.now().getTime() - round.oldestAt.getTime() });
    await publisher.tend(session);
    standing = await guard.tend(session, standing);
    tell({ ...sizesOf(standing, publisher), orphans: guard.orphans });
    // one volume at a time: how the one before ended was published, and something of this one
    if (needs.close && publisher.end > firstOf(standing.volume) && (await needs.close(session, standing))) return;
    if (!round.isFull) await pause(signal, pace.round - (performance.now() - started));
  }
  if (!cosign) await publisher.tend(session, 'now');
}

function tellOrphans(log: Logger, ids: readonly bigint[]): void {
  log.error({ entries: ids.slice(0, 20).map(String), count: ids.length }, 'entries that the tree did not hold are added');
}

/** How the volume before ended, signed and anchored, while that is not published. */
function endOfFormer(needs: Leading, { closings, publishedEnd, anchoredEnd }: Standing): SignedHead | null {
  const last = closings.at(-1);
  if (!last || publishedEnd >= endOf(last)) return null;
  const head = signHead(last, needs);
  if (anchoredEnd < endOf(last)) needs.anchor.write(head.note);
  return head;
}

function headOf({ tree, volume, origin }: Standing) {
  return { volume, origin, size: tree.size, root: tree.root() };
}

function sizesOf({ volume, tree, closings }: Standing, { end }: Publisher): Pick<SequencerStatus, 'size' | 'publishedSize'> {
  return { size: countedTo(closings, endOf({ volume, size: tree.size })), publishedSize: countedTo(closings, Math.max(0, end)) };
}

/** How many entries there are up to a place, in the volumes that are kept. */
function countedTo(closings: readonly Closing[], end: number): number {
  const before = closings.filter(({ volume, droppedAt }) => volume < volumeOf(end) && !droppedAt);
  return before.reduce((sum, { size }) => sum + size, indexIn(end));
}

/** Anchored first: only then may the note leave. */
function announce({ anchor }: Leading, publisher: Publisher, head: SignedHead): void {
  anchor.write(head.note);
  publisher.offer(head);
}
/** Ends early, without a throw, when told to stop. */
export async function pause(signal: AbortSignal, milliseconds: number): Promise<void> {
  if (milliseconds > 0) await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
