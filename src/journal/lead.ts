import { setTimeout as sleep } from 'node:timers/promises';
import { second } from '../clock.ts';
import type { Anchor } from './anchor.ts';
import { openGuard } from './guard.ts';
import { integrate, signHead } from './integrate.ts';
import type { VerifierKey } from './note.ts';
import { openPublisher, type Publisher, type SignedHead } from './publish.ts';
import type { Pace, SequencerNeeds, SequencerStatus } from './sequencer.ts';
import type { Session } from './sequencer-store.ts';
import { type Standing, Standstill, takeUp } from './standing.ts';

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

/** Adds what is new, round after round, and publishes what was signed, until told to stop. */
export async function lead(needs: Leading, session: Session, from: Standing): Promise<void> {
  const { clock, log, cosign, pace, tell, signal } = needs;
  const publisher = openPublisher({ clock, log, cosign, every: pace.publish, publishedSize: from.publishedSize });
  const guard = openGuard({
    every: pace.guard,
    onFound: (ids) => {
      log.error({ entries: ids.slice(0, 20).map(String), count: ids.length }, 'entries that the tree did not hold are added');
    },
  });
  let standing = from;
  if (from.tree.size > from.publishedSize) announce(needs, publisher, signHead(from.tree, needs));
  tell({ state: 'leading', detail: null, size: from.tree.size, publishedSize: Math.max(0, from.publishedSize) });
  while (!signal.aborted) {
    const started = performance.now();
    const round = await integrate(session, standing, needs);
    standing = round.standing;
    if (round.head) {
      announce(needs, publisher, round.head);
      if (round.oldestAt) tell({ lagMilliseconds: clock.now().getTime() - round.oldestAt.getTime() });
    }
    await publisher.tend(session);
    standing = await guard.tend(session, standing);
    tell({ size: standing.tree.size, publishedSize: Math.max(0, publisher.size), orphans: guard.orphans });
    if (!round.isFull) await pause(signal, pace.round - (performance.now() - started));
  }
  if (!cosign) await publisher.tend(session, 'now');
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
