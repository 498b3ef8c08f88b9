import { randomUUID } from 'node:crypto';
import { after, hour } from '../clock.ts';
import { type Work, writeLast } from '../db/database.ts';
import type { TextKey } from '../http/texts.ts';
import { sealForSubject } from '../journal/subject-keys.ts';
import * as store from './store.ts';

export type Channel = 'email' | 'sms';

/** What is said to somebody, ready to leave. `subject` and `html` are for mails. */
export interface Content {
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
}

/** What a message is about, in one word of ours. Whoever looks after messages reads it in words, or it does not compile. */
export type MessageKind = TextKey extends infer Key ? (Key extends `story.message.${infer Kind}` ? Kind : never) : never;

export interface Message extends Content {
  /** All that is kept once it has left. */
  readonly kind: MessageKind;
  readonly channel: Channel;
  /** Whose key seals it; null for somebody who has none. */
  readonly subjectRef: string | null;
  /** After this it is not worth sending; 72 hours when absent. */
  readonly expiresAt?: Date;
  /** The message that must have left before this one leaves. */
  readonly follows?: string;
}

/** How long we try. */
export const patience = 72 * hour;

/** Queues a message in the caller's transaction: it leaves after the commit, or never was. Returns its id. */
export async function queue(work: Work, { kind, channel, subjectRef, expiresAt, follows, ...content }: Message): Promise<string> {
  const id = randomUUID();
  const plain = JSON.stringify(content);
  const context = outboxContext(id);
  const message = subjectRef ? await sealForSubject(work, subjectRef, { context, plain }) : work.vault.seal('outbox', context, plain);
  const due = { createdAt: work.at, expiresAt: expiresAt ?? after(work.at, patience) };
  await writeLast(work, store.insertMessage(work.tx, { id, kind, channel, subjectRef, message, follows: follows ?? null, ...due }));
  void work.tx.executionPromise.then(announce, () => undefined);
  return id;
}

/** Calls `listener` after each commit that queued something in this process. Returns how to stop. */
export function onQueued(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where a sealed message lies: it opens nowhere else. */
export function outboxContext(id: string): string {
  return `outbox/${id}`;
}

const listeners = new Set<() => void>();

function announce(): void {
  for (const listener of listeners) listener();
}
