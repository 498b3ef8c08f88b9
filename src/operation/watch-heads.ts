import { minute } from '../clock.ts';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { type Delay, findDelay, findUncoveredSince, insertDelay, setDelayEnded } from '../journal/delay-store.ts';
import { queue } from '../notifications/outbox.ts';
import { type StaffNews, staffMail } from '../notifications/staff-messages.ts';
import { listOperators } from '../organisations/oversight-store.ts';

interface WatchNeeds extends WorkNeeds {
  readonly publicUrl: string;
}

/** A head is published within a second or two: so far behind, nobody signs, or too few witnesses cosign. */
const late = 2 * minute;
/** Nearer than this it is over: a head that comes and goes at the limit is one delay. */
const inTime = minute / 2;

/**
 * Notices that published heads stay behind what is written, whoever leads or nobody, and that they do not any more: each is recorded and
 * mailed to the operators once, however many instances look. Returns how many milliseconds behind they are.
 */
export async function watchHeads(needs: WatchNeeds): Promise<number> {
  const since = await findUncoveredSince(needs.db);
  const behind = since ? Math.max(0, needs.clock.now().getTime() - since.getTime()) : 0;
  const delay = await findDelay(needs.db);
  if (!delay && since && behind >= late) await atomically(needs, (work) => beginDelay(work, { since, ...needs }));
  if (delay && behind < inTime) await atomically(needs, (work) => endDelay(work, { delay, ...needs }));
  return behind;
}

async function beginDelay(work: Work, { since, publicUrl }: { readonly since: Date; readonly publicUrl: string }): Promise<void> {
  if (!(await insertDelay(work.tx, { since, at: work.at }))) return;
  await tell(work, 'headsLate', { since, publicUrl });
  await append(work, { event: 'heads_late', details: { since: since.toISOString() } });
}

async function endDelay(work: Work, { delay: { since }, publicUrl }: { readonly delay: Delay; readonly publicUrl: string }): Promise<void> {
  if (!(await setDelayEnded(work.tx, { since, at: work.at }))) return;
  await tell(work, 'headsInTime', { since, publicUrl });
  await append(work, { event: 'heads_in_time', details: { since: since.toISOString() } });
}

async function tell(
  work: Work,
  news: StaffNews,
  { since, publicUrl }: { readonly since: Date; readonly publicUrl: string },
): Promise<void> {
  for (const operator of await listOperators(work.tx))
    await queue(work, staffMail(operator, news, { address: `${publicUrl}/operator`, values: { since } }));
}
