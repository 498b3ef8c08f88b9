import { after, day } from '../clock.ts';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { daysBetween } from '../http/dates.ts';
import { append } from '../journal/append.ts';
import { queue } from '../notifications/outbox.ts';
import { staffMail } from '../notifications/staff-messages.ts';
import { listManagers } from '../organisations/membership-store.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { endReminders } from '../organisations/renewal.ts';
import * as store from '../organisations/renewal-store.ts';

interface Reminder {
  readonly organisation: Organisation;
  readonly days: number;
  readonly publicUrl: string;
}

const limit = 100;

/** Managers are told before their organisation's certification ends, and that it ended, each once; whoever asked for more time is told the end alone. */
export async function watchCertifications(needs: WorkNeeds & { readonly publicUrl: string }): Promise<void> {
  const { publicUrl } = needs;
  const at = needs.clock.now();
  for (const days of endReminders) {
    const between = days === 0 ? { from: after(at, -30 * day), before: at } : { from: at, before: after(at, days * day) };
    const ending = await store.listEndingOrganisations(needs.db, { ...between, days, limit });
    for (const organisation of ending) await atomically(needs, (work) => remind(work, { organisation, days, publicUrl }));
  }
}

async function remind(work: Work, { organisation, days, publicUrl }: Reminder): Promise<void> {
  const { id, name, certificationExpiresAt: until } = organisation;
  if (!until || !(await store.takeEndReminder(work.tx, id, days))) return;
  const left = daysBetween(work.at, until);
  const mail = { address: `${publicUrl}/manager/certification`, values: { organisation: name, until, days: left } };
  for (const manager of await listManagers(work.tx, id))
    await queue(work, staffMail(manager, days === 0 ? 'organisationEnded' : 'organisationEnds', mail));
  await append(work, { event: 'organisation_reminded', organisationId: id, details: { of: 'certification', days } });
}
