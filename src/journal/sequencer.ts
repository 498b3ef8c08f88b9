import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, second } from '../clock.ts';
import type { DatabaseSource } from '../db/database.ts';
import type { Logger } from '../http/request-log.ts';
import { type Anchor, openAnchor } from './anchor.ts';
import { checkpointText, type Head } from './checkpoint.ts';
import { integrate } from './integrate.ts';
import { parseVkey, type Signer, signNote, type VerifierKey } from './note.ts';
import { type Cosign, openPublisher, type Publisher } from './publish.ts';
import { closeSession, openSession, type Session, tryToLead } from './sequencer-store.ts';
import { type Standing, Standstill, type StandstillReason, takeUp } from './standing.ts';

export interface SequencerNeeds {
  readonly source: DatabaseSource;
  readonly clock: Clock;
  readonly log: Logger;
  readonly origin: string;
  /** The log's key; during a rotation the former one beside it. */
  readonly signers: readonly Signer[];
  readonly anchorFile: string;
  readonly cosign?: Cosign;
  /** Milliseconds between two rounds, and between two publications. */
  readonly pace?: { readonly round: number; readonly publish: number };
}

export interface SequencerStatus {
  readonly state: 'waiting' | 'leading' | 'stopped' | StandstillReason;
  /** Why nothing is signed, in a sentence; null when all is well. */
  readonly detail: string | null;
  readonly size: number;
  readonly publishedSize: number;
  /** From the oldest entry of the last round to its signed head. */
  readonly lagMilliseconds: number;
}

export interface Sequencer {
  status(): SequencerStatus;
  /** Ends the round under way, publishes its head, leaves the leadership to others. */
  stop(): Promise<void>;
}

interface Run extends SequencerNeeds {
  readonly anchor: Anchor;
  readonly logKeys: readonly VerifierKey[];
  readonly pace: { readonly round: number; readonly publish: number };
  readonly signal: AbortSignal;
  readonly tell: (news: Partial<SequencerStatus>) => void;
}

/** Waits to be the one leader among all instances; as leader grows the tree and signs its heads. Nothing that goes wrong stops the entries. */
export function startSequencer(needs: SequencerNeeds): Sequencer {
  const stopping = new AbortController();
  let status: SequencerStatus = { state: 'waiting', detail: null, size: 0, publishedSize: 0, lagMilliseconds: 0 };
  const logKeys = needs.signers.map(({ vkey }) => parseVkey(vkey));
  const done = run({
    pace: { round: 200, publish: 500 },
    ...needs,
    logKeys,
    anchor: openAnchor(needs.anchorFile, logKeys),
    signal: stopping.signal,
    tell: (news) => {
      status = { ...status, ...news };
    },
  });
  return {
    status: () => status,
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}

async function run(needs: Run): Promise<void> {
  while (!needs.signal.aborted) {
    try {
      await candidacy(needs);
    } catch (error) {
      report(needs, error);
      await pause(needs.signal, error instanceof Standstill ? 10 * second : second / 2);
    }
  }
  needs.tell({ state: 'stopped' });
}

/** One connection's life: wait for the leadership, lead, leave. Whatever is thrown ends it. */
async function candidacy(needs: Run): Promise<void> {
  const session = await openSession(needs.source);
  try {
    while (!(await tryToLead(session))) {
      if (needs.signal.aborted) return;
      needs.tell({ state: 'waiting', detail: null });
      await pause(needs.signal, second / 2);
    }
    const standing = await firmStanding(needs, session);
    if (standing) await lead(needs, session, standing);
  } finally {
    await closeSession(session);
  }
}

/** A leader whose database went astray keeps the leadership and signs nothing: no other instance shall sign either. */
async function firmStanding(needs: Run, session: Session): Promise<Standing | null> {
  while (!needs.signal.aborted) {
    try {
      return await takeUp(session, needs);
    } catch (error) {
      if (!(error instanceof Standstill) || error.reason === 'misconfigured') throw error;
      report(needs, error);
      await pause(needs.signal, 10 * second);
    }
  }
  return null;
}

async function lead(needs: Run, session: Session, from: Standing): Promise<void> {
  const { clock, log, cosign, pace, tell, signal } = needs;
  const publisher = openPublisher({ clock, log, cosign, every: pace.publish, publishedSize: from.publishedSize });
  let standing = from;
  if (from.tree.size > from.publishedSize) announce(needs, publisher, from.tree);
  tell({ state: 'leading', detail: null, size: from.tree.size, publishedSize: Math.max(0, from.publishedSize) });
  while (!signal.aborted) {
    const started = performance.now();
    const round = await integrate(session, standing, needs);
    standing = round.standing;
    if (round.note !== null) {
      announce(needs, publisher, standing.tree, round.note);
      if (round.oldestAt) tell({ lagMilliseconds: clock.now().getTime() - round.oldestAt.getTime() });
    }
    await publisher.tend(session);
    tell({ size: standing.tree.size, publishedSize: Math.max(0, publisher.size) });
    if (!round.isFull) await pause(signal, pace.round - (performance.now() - started));
  }
  if (!cosign) await publisher.tend(session, 'now');
}

/** Anchored first: only then may the note leave. */
function announce(needs: Run, publisher: Publisher, tree: { readonly size: number; root(): Buffer }, signed?: string): void {
  const head: Head = { size: tree.size, root: tree.root() };
  const note = signed ?? signNote(checkpointText({ origin: needs.origin, ...head }), needs.signers);
  needs.anchor.write(note);
  publisher.offer({ ...head, note });
}

function report({ log, tell }: Run, error: unknown): void {
  if (error instanceof Standstill) {
    tell({ state: error.reason, detail: error.message });
    log.fatal({ err: error, reason: error.reason }, 'the journal signs nothing');
  } else {
    tell({ state: 'waiting', detail: error instanceof Error ? error.message : 'unknown' });
    log.warn({ err: error }, 'the leadership of the journal ended');
  }
}

async function pause(signal: AbortSignal, milliseconds: number): Promise<void> {
  if (milliseconds > 0) await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
