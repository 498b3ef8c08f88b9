import { after, hour, minute, second } from '../clock.ts';
import type { WorkNeeds } from '../db/database.ts';
import type { Logger } from '../http/request-log.ts';
import { openForSubject } from '../journal/subject-keys.ts';
import { faultOf, isRefused } from './fault.ts';
import type { Carrier } from './mailer.ts';
import { onQueued, outboxContext, patience, type Channel, type Content } from './outbox.ts';
import * as store from './store.ts';

export interface DeliveryNeeds extends WorkNeeds {
  readonly carriers: Readonly<Record<Channel, Carrier>>;
  readonly log: Logger;
}

export interface Delivery {
  /** Finishes what it is sending, then ends. */
  stop(): Promise<void>;
}

/** Sends what is queued, for ever: at once what this process queues, each second what others did. */
export function startDelivery(needs: DeliveryNeeds): Delivery {
  const doorbell = newDoorbell();
  const forget = onQueued(doorbell.ring);
  const life = { over: false };
  const done = (async () => {
    while (!life.over) {
      const sent = await deliverDue(needs).catch((error: unknown) => giveUpForNow(needs, error));
      if (sent < batch) await doorbell.wait();
    }
  })();
  return {
    stop: () => {
      life.over = true;
      forget();
      doorbell.ring();
      return done;
    },
  };
}

/** One round: takes what is due, sends it, notes what became of it. At least once; returns how many it took. */
export async function deliverDue(needs: DeliveryNeeds): Promise<number> {
  const at = needs.clock.now();
  const claimed = await store.claimDue(needs.db, { at, until: after(at, claim), limit: batch });
  await Promise.all(claimed.map((message) => deliver(needs, message)));
  return claimed.length;
}

const batch = 20;
/** Longer than any carrier's patience: a message is with one sender at a time. */
const claim = minute;

async function deliver(needs: DeliveryNeeds, message: store.ClaimedMessage): Promise<void> {
  const failure = await send(needs, message);
  const { db, clock } = needs;
  const at = clock.now();
  if (!failure) return store.setSent(db, message.id, at);
  const next = after(at, pause(message.attempts));
  if (failure === 'useless') return store.setUseless(db, message.id, at);
  const { fault } = failure;
  if (!failure.final && next < message.expiresAt) return store.setDue(db, message.id, { at: next, fault });
  return isOutlived(message) ? store.setUseless(db, message.id, at) : store.setDead(db, message.id, { at, fault });
}

/** Useless: there is nobody to tell, or nothing that is still true; what it said is forgotten. */
type Failure =
  | 'useless'
  | {
      /** Trying again by ourselves would not help. */
      readonly final: boolean;
      /** Of what kind, without a word of the message or its address. */
      readonly fault: string;
    };

/** A code or a link that serves some minutes is of no use to anybody when it comes days later; other messages wait for an operator. */
function isOutlived({ createdAt, expiresAt }: store.ClaimedMessage): boolean {
  return expiresAt.getTime() - createdAt.getTime() < patience;
}

async function send({ db, vault, clock, carriers, log }: DeliveryNeeds, message: store.ClaimedMessage): Promise<Failure | null> {
  const { id, kind, channel, attempts } = message;
  if (clock.now() >= message.expiresAt) return isOutlived(message) ? 'useless' : { final: true, fault: 'EXPIRED' };
  try {
    const content = await open({ db, vault }, message);
    if (!content) return 'useless'; // their key was destroyed: there is nobody to tell any more
    await carriers[channel].send(id, content);
    return null;
  } catch (error) {
    const fault = faultOf(error);
    log.warn({ message: id, kind, channel, attempts, reason: fault }, 'not delivered');
    return { final: isRefused(error), fault };
  }
}

async function open({ db, vault }: Pick<DeliveryNeeds, 'db' | 'vault'>, message: store.ClaimedMessage): Promise<Content | null> {
  const { id, subjectRef, message: value } = message;
  const context = outboxContext(id);
  const text = subjectRef
    ? await openForSubject(db, vault, { subjectRef, context, value })
    : vault.open('outbox', context, value).toString();
  return text === null ? null : (JSON.parse(text) as Content); // sealed by `queue`
}

/** 5 s, 10 s, 20 s… at most an hour. */
function pause(attempts: number): number {
  return Math.min(5 * second * 2 ** (attempts - 1), hour);
}

function giveUpForNow({ log }: DeliveryNeeds, error: unknown): number {
  log.error({ err: error }, 'the outbox cannot be read');
  return 0;
}

/** Something to wait at, for a second or until it rings. What rang before the wait counts. */
function newDoorbell(): { readonly ring: () => void; readonly wait: () => Promise<void> } {
  let rang = false;
  let open: () => void = () => undefined;
  return {
    ring: () => {
      rang = true;
      open();
    },
    wait: async () => {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, rang ? 0 : second);
        open = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      rang = false;
    },
  };
}
