import type { Clock } from '../clock.ts';
import type { Logger } from '../http/request-log.ts';
import type { VolumeHead } from './checkpoint.ts';
import { insertCheckpoint } from './round-store.ts';
import { type Session, transaction } from './sequencer-store.ts';
import { endOf } from './volumes.ts';

/** A head that was signed and anchored. */
export interface SignedHead extends VolumeHead {
  readonly note: string;
}

/** Asks the witnesses. Gives the note with their cosignatures, or null when too few answered: it is tried again with a later head. */
export type Cosign = (head: SignedHead) => Promise<{ readonly note: string; readonly cosignatures: number } | null>;

export interface Publisher {
  /** The place after the last that was published. */
  readonly end: number;
  /** The head to publish next; a later one replaces it. */
  offer(head: SignedHead): void;
  /** Publishes what is due. Never waits for a witness: integration goes on meanwhile. */
  tend(session: Session, when?: 'when due' | 'now'): Promise<void>;
}

interface PublisherNeeds {
  readonly clock: Clock;
  readonly log: Logger;
  readonly cosign?: Cosign | undefined;
  /** At least so many milliseconds between two checkpoints. */
  readonly every: number;
  readonly publishedEnd: number;
  /** How the volume before ended, while that is not published: nothing later is published before it. */
  readonly first?: SignedHead | null;
}

/** Publishes signed heads, not all of them: one row a publication. */
export function openPublisher({ clock, log, cosign, every, publishedEnd, first = null }: PublisherNeeds): Publisher {
  let end = publishedEnd;
  let before = first;
  let last = Number.NEGATIVE_INFINITY;
  let offered: SignedHead | null = null;
  let ready: (SignedHead & { cosignatures: number }) | null = null;
  let isAsking = false;

  const ask = (head: SignedHead, witnesses: Cosign): void => {
    isAsking = true;
    witnesses(head)
      .then((answer) => {
        if (answer) ready = { ...head, ...answer };
        else log.warn({ size: head.size }, 'too few witnesses cosigned');
      })
      .catch((error: unknown) => log.warn({ err: error }, 'the witnesses could not be asked'))
      .finally(() => {
        isAsking = false;
      });
  };
  return {
    get end() {
      return end;
    },
    offer: (head) => {
      offered = head;
    },
    tend: async (session, when = 'when due') => {
      const next = before ?? offered;
      if (next && endOf(next) > end && !isAsking && !ready && (when === 'now' || performance.now() - last >= every)) {
        last = performance.now();
        if (cosign) ask(next, cosign);
        else ready = { ...next, cosignatures: 0 };
      }
      if (!ready) return;
      const published = { ...ready, signedAt: clock.now() };
      await transaction(session, () => insertCheckpoint(session, published), 'read committed');
      end = endOf(published);
      ready = null;
      before = null;
    },
  };
}
