import { after, day } from '../clock.ts';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { deleteOtherSessions } from '../http/store.ts';
import { daysBetween } from '../http/dates.ts';
import { append } from '../journal/append.ts';
import { endUses, findLastUseOf } from '../mandates/use-store.ts';
import { queue } from '../notifications/outbox.ts';
import { staffMail } from '../notifications/staff-messages.ts';
import { type Helper, helperName } from '../organisations/helper.ts';
import { listManagedBy, listManagers } from '../organisations/membership-store.ts';
import * as store from '../organisations/watch-store.ts';
import { deleteOldLooks } from './store.ts';

type WatchNeeds = WorkNeeds & { readonly publicUrl: string };

/** How many days before its end a helper is told of it; the nearest that applies is said, each once. */
const reminders = [7, 30, 60] as const;
const limit = 100;

/** What time does to helpers: reminded before the end of a certification, warned at five months of idleness, suspended at six. Each once, whoever runs it. */
export async function watchHelpers(needs: WatchNeeds): Promise<void> {
  const at = needs.clock.now();
  for (const days of reminders) {
    const ending = await store.listEnding(needs.db, { at, before: after(at, days * day), days, limit });
    for (const helper of ending) await atomically(needs, (work) => remind(work, { helper, days, publicUrl: needs.publicUrl }));
  }
  const [five, six] = [monthsBefore(at, 5), monthsBefore(at, 6)];
  for (const helper of await store.listIdle(needs.db, { since: five, warnedBefore: null, limit })) {
    await atomically(needs, (work) => warn(work, { helper, since: five, publicUrl: needs.publicUrl }));
  }
  for (const helper of await store.listIdle(needs.db, { since: six, warnedBefore: after(at, -28 * day), limit })) {
    await atomically(needs, (work) => suspend(work, { helper, since: six, publicUrl: needs.publicUrl }));
  }
  await deleteOldLooks(needs.db, after(at, -day));
}

interface Watched {
  readonly helper: Helper;
  readonly publicUrl: string;
}

async function remind(work: Work, { helper, days, publicUrl }: Watched & { readonly days: number }): Promise<void> {
  const until = helper.certificationExpiresAt;
  if (!until || !(await store.takeReminder(work.tx, helper.id, days))) return;
  const left = daysBetween(work.at, until);
  await queue(work, staffMail(helper, 'certificationEnds', { address: `${publicUrl}/training`, values: { until, days: left } }));
  await append(work, { event: 'helper_reminded', helper, details: { of: 'certification', days } });
}

async function warn(work: Work, { helper, since, publicUrl }: Watched & { readonly since: Date }): Promise<void> {
  if (!(await isIdle(work, helper, since)) || !(await store.takeWarning(work.tx, helper.id, { since, at: work.at }))) return;
  await queue(work, staffMail(helper, 'idle', { address: `${publicUrl}/sign-in` }));
  await append(work, { event: 'helper_reminded', helper, details: { of: 'idleness' } });
}

async function suspend(work: Work, { helper, since, publicUrl }: Watched & { readonly since: Date }): Promise<void> {
  if (!(await isIdle(work, helper, since)) || !(await store.takeSuspension(work.tx, helper.id, { since, at: work.at }))) return;
  await deleteOtherSessions(work.tx, { helperId: helper.id, except: null });
  await endUses(work.tx, { helperId: helper.id }, work.at);
  const isMissed = await managesAlone(work, helper);
  await queue(work, staffMail(helper, isMissed ? 'idleSuspendedAlone' : 'idleSuspended', { address: `${publicUrl}/help` }));
  const told = await tellOtherManagers(work, { helper, publicUrl });
  await append(work, { event: 'helper_suspended', helper, details: { reason: 'idleness', ...(told > 0 && { managers: told }) } });
}

/** Whoever manages an organisation beside them learns that they do not any more, and may let them in again. How many were told. */
async function tellOtherManagers(work: Work, { helper, publicUrl }: Watched): Promise<number> {
  let told = 0;
  for (const organisationId of await listManagedBy(work.tx, helper.id))
    for (const manager of await listManagers(work.tx, organisationId)) {
      const [address, values] = [`${publicUrl}/manager/helpers/${helper.id}`, { manager: helperName(helper) }];
      await queue(work, staffMail(manager, 'managerIdle', { address, values }));
      told += 1;
    }
  return told;
}

/** Whether an organisation has nobody left who manages it: operators see it on their page, and let them in again or name another. */
async function managesAlone({ tx }: Work, { id }: Helper): Promise<boolean> {
  for (const organisationId of await listManagedBy(tx, id)) if ((await listManagers(tx, organisationId)).length === 0) return true;
  return false;
}

/** A use counts as much as a sign-in. */
async function isIdle({ tx }: Work, { id }: Helper, since: Date): Promise<boolean> {
  const last = await findLastUseOf(tx, id);
  return last === null || last <= since;
}

/** The same day, so many months before. */
function monthsBefore(at: Date, months: number): Date {
  const then = new Date(at);
  then.setUTCMonth(then.getUTCMonth() - months);
  return then;
}
