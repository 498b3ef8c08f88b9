import type { Db, Tx } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import type { Channel } from './outbox.ts';

export interface NewMessage {
  readonly id: string;
  readonly kind: string;
  readonly channel: Channel;
  readonly subjectRef: string | null;
  readonly message: Buffer;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly follows: string | null;
}

/** A message somebody is sending now. */
export interface ClaimedMessage extends Omit<NewMessage, 'follows'> {
  /** This try included. */
  readonly attempts: number;
}

export async function insertMessage(tx: Tx, message: NewMessage): Promise<void> {
  await insert(tx, { ...message });
}

const insert = statement(
  `insert into outbox (id, kind, channel, subject_ref, message, follows, created_at, due_at, expires_at)
   values (:id, :kind, :channel, :subjectRef, :message, :follows, :createdAt, :createdAt, :expiresAt)`,
);

/** Takes what is due, for this sender alone until `until`: whoever dies while sending gives it back then. What follows a message waits until that has left. */
export async function claimDue(db: Db, of: { readonly at: Date; readonly until: Date; readonly limit: number }): Promise<ClaimedMessage[]> {
  return (await claim(db, of)).rows;
}

const claim = statement<ClaimedMessage>(
  `update outbox set due_at = :until, attempts = attempts + 1
    where id in (
      select id from outbox where sent_at is null and failed_at is null and due_at <= :at
         and (follows is null or expires_at <= :at or exists (select from outbox as former where former.id = outbox.follows and former.sent_at is not null))
       order by due_at limit :limit for update skip locked
    )
   returning id, kind, channel, subject_ref as "subjectRef", message, created_at as "createdAt", expires_at as "expiresAt", attempts`,
);

/** It left; what it said is forgotten. */
export async function setSent(db: Db, id: string, at: Date): Promise<void> {
  await db('outbox').where({ id, sent_at: null, failed_at: null }).update({ sent_at: at, message: null });
}

/** It will not leave any more; what it said is forgotten. */
export async function setUseless(db: Db, id: string, at: Date): Promise<void> {
  await db('outbox').where({ id, sent_at: null, failed_at: null }).update({ failed_at: at, message: null });
}

/** It could not leave; what it says is kept until an operator has it tried again, or drops it. */
export async function setDead(db: Db, id: string, { at, fault }: { readonly at: Date; readonly fault: string }): Promise<void> {
  await db('outbox').where({ id, sent_at: null, failed_at: null }).update({ failed_at: at, fault });
}

/** What was still to be told somebody will not be. */
export async function forgetMessages(tx: Tx, subjectRef: string, at: Date): Promise<void> {
  await tx('outbox').where({ subject_ref: subjectRef, sent_at: null, failed_at: null }).update({ failed_at: at, message: null });
  await tx('outbox').where({ subject_ref: subjectRef, sent_at: null }).whereNotNull('message').update({ message: null });
}

export async function setDue(db: Db, id: string, { at, fault }: { readonly at: Date; readonly fault: string }): Promise<void> {
  await db('outbox').where({ id, sent_at: null, failed_at: null }).update({ due_at: at, fault });
}

/** Whether a message has left. */
export async function hasLeft(db: Db | Tx, id: string): Promise<boolean> {
  return (await db('outbox').where({ id }).whereNotNull('sent_at').first('id')) !== undefined;
}

/** A message that somebody was sent, or waits for: what it was about, not in which words. */
export interface SentMessage {
  readonly id: string;
  readonly kind: string;
  readonly channel: string;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly failedAt: Date | null;
}

/** The messages of one subject, newest first; `before` is the message that the former page ended with. */
export async function listMessagesOf(
  db: Db,
  subjectRef: string,
  { limit, before }: { readonly limit: number; readonly before: string | null },
): Promise<SentMessage[]> {
  const fields = { id: 'id', kind: 'kind', channel: 'channel', createdAt: 'created_at', sentAt: 'sent_at', failedAt: 'failed_at' };
  const query = db.select(fields).from('outbox').where('subject_ref', subjectRef).orderBy('created_at', 'desc').orderBy('id', 'desc');
  const last = before === null ? null : db.select('created_at', 'id').from('outbox').where({ id: before, subject_ref: subjectRef });
  if (last) void query.whereRaw('(created_at, id) < (?)', last);
  return (await query.limit(limit)) as SentMessage[];
}

/** Forgets, but for the newest, that messages left: those that left or were given up before `before`. */
export async function deleteLeft(db: Db, before: Date): Promise<void> {
  await db.raw(
    `delete from outbox as old where old.created_at < :before and (old.sent_at < :before or old.failed_at < :before)
        and not exists (select from outbox as next where next.follows = old.id)`,
    { before },
  );
}
