import { type Clock, hour, second } from '../clock.ts';
import type { DatabaseSource } from '../db/database.ts';
import type { Logger } from '../http/request-log.ts';
import { openAnchor } from './anchor.ts';
import type { Close } from './close-volume.ts';
import { firmStanding, lead, type Leading, pause } from './lead.ts';
import { parseVkey, type Signer } from './note.ts';
import type { Cosign } from './publish.ts';
import { closeSession, openSession, tryToLead } from './sequencer-store.ts';
import { Standstill, type StandstillReason } from './standing.ts';

export interface SequencerNeeds {
  readonly source: DatabaseSource;
  readonly clock: Clock;
  readonly log: Logger;
  /** Of the first volume; that of each later one follows from it. */
  readonly origin: string;
  /** The log's key; during a rotation the former one beside it. */
  readonly signers: readonly Signer[];
  readonly anchorFile: string;
  readonly cosign?: Cosign;
  /** How a volume is closed when somebody wishes it; without it none is. */
  readonly close?: Close;
  readonly pace?: Pace;
}

/** Milliseconds between two rounds, two publications, and two passes of the guard. */
export interface Pace {
  readonly round: number;
  readonly publish: number;
  readonly guard?: number;
}

/** What is written is published within a second: a round, the time since the last publication, and what they cost. */
export const usualPace: Required<Pace> = { round: 200, publish: 500, guard: hour };

export interface SequencerStatus {
  readonly state: 'waiting' | 'leading' | 'stopped' | StandstillReason;
  /** Why nothing is signed, in a sentence; null when all is well. */
  readonly detail: string | null;
  readonly size: number;
  readonly publishedSize: number;
  /** From the oldest entry of the last round to its signed head. */
  readonly lagMilliseconds: number;
  /** Entries that the guard found outside the tree, and added. */
  readonly orphans: number;
}

export interface Sequencer {
  status(): SequencerStatus;
  /** Ends the round under way, publishes its head, leaves the leadership to others. */
  stop(): Promise<void>;
}

/** Waits to be the one leader among all instances; as leader grows the tree and signs its heads. Nothing that goes wrong stops the entries. */
export function startSequencer(needs: SequencerNeeds): Sequencer {
  const stopping = new AbortController();
  let status: SequencerStatus = { state: 'waiting', detail: null, size: 0, publishedSize: 0, lagMilliseconds: 0, orphans: 0 };
  const logKeys = needs.signers.map(({ vkey }) => parseVkey(vkey));
  const tell = (news: Partial<SequencerStatus>): void => {
    status = { ...status, ...news };
  };
  const done = run({
    ...needs,
    pace: { ...usualPace, ...needs.pace },
    logKeys,
    anchor: openAnchor(needs.anchorFile, logKeys),
    signal: stopping.signal,
    tell,
    report: (error) => {
      report({ log: needs.log, tell }, error);
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

async function run(needs: Leading): Promise<void> {
  while (!needs.signal.aborted) {
    try {
      await candidacy(needs);
    } catch (error) {
      needs.report(error);
      await pause(needs.signal, error instanceof Standstill ? 10 * second : second / 2);
    }
  }
  needs.tell({ state: 'stopped' });
}

/** One connection's life: wait for the leadership, lead, leave. Whatever is thrown ends it. */
async function candidacy(needs: Leading): Promise<void> {
  const session = await openSession(needs.source);
  try {
    while (!(await tryToLead(session))) {
      if (needs.signal.aborted) return;
      needs.tell({ state: 'waiting', detail: null });
      await pause(needs.signal, second / 2);
    }
    while (!needs.signal.aborted) {
      const standing = await firmStanding(needs, session);
      if (standing) await lead(needs, session, standing);
    }
  } finally {
    await closeSession(session);
  }
}

function report({ log, tell }: Pick<Leading, 'log' | 'tell'>, error: unknown): void {
  if (error instanceof Standstill) {
    tell({ state: error.reason, detail: error.message });
    log.fatal({ err: error, reason: error.reason }, 'the journal signs nothing');
  } else {
    tell({ state: 'waiting', detail: error instanceof Error ? error.message : 'unknown' });
    log.warn({ err: error }, 'the leadership of the journal ended');
  }
}
