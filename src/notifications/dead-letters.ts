import { after } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append, type Subject } from '../journal/append.ts';
import * as store from './dead-letter-store.ts';
import { patience } from './outbox.ts';

/** Has what was given up tried again, as long as anything new; one message, or all of them. With its old id: who has it already recognises it. */
export async function retryDead(
  work: Work,
  { id, operator }: { readonly id: string | null; readonly operator?: Subject },
): Promise<number> {
  const revived = await store.revive(work.tx, { id, at: work.at, expiresAt: after(work.at, patience) });
  if (revived === 0 && id !== null) throw new Refusal('message_unknown');
  if (revived === 0) return 0;
  await append(work, {
    event: 'message_retried',
    ...(operator && { helper: operator }),
    details: { messages: revived, ...(id !== null && { message: id }) },
  });
  return revived;
}

/** It will never leave: what it said is forgotten, why stays. */
export async function dropDead(
  work: Work,
  { id, operator, reason }: { readonly id: string; readonly operator: Subject; readonly reason: string },
): Promise<void> {
  if (!(await store.forgetDeadMessage(work.tx, id))) throw new Refusal('message_unknown');
  await append(work, { event: 'message_dropped', helper: operator, details: { message: id, reason } });
}
