import { after, day } from '../clock.ts';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { queue } from '../notifications/outbox.ts';
import { staffMail } from '../notifications/staff-messages.ts';
import { listManagers } from '../organisations/membership-store.ts';
import { findOrganisation } from '../organisations/store.ts';
import { type CaseReminder, takeCase } from './reminder-store.ts';

/** Said at once, then once more some days before an answer is due. */
const reminders: readonly { readonly kind: CaseReminder; readonly within: number | null }[] = [
  { kind: 'due_soon', within: 3 * day },
  { kind: 'waiting', within: null },
];

/**
 * Mails the managers of an organisation that a case waits for their answer, and again before it is due: each once, however many instances
 * look. Not whoever the case is about; and not whose it is, nor what was said.
 */
export async function remindManagers(needs: WorkNeeds & { readonly publicUrl: string }): Promise<number> {
  let told = 0;
  for (const { kind, within } of reminders)
    while (await atomically(needs, (work) => remind(work, { kind, within, publicUrl: needs.publicUrl }))) told += 1;
  return told;
}

async function remind(
  work: Work,
  { kind, within, publicUrl }: (typeof reminders)[number] & { readonly publicUrl: string },
): Promise<boolean> {
  const waiting = await takeCase(work.tx, { kind, at: work.at, until: within === null ? null : after(work.at, within) });
  if (!waiting) return false;
  const organisation = await findOrganisation(work.tx, waiting.organisationId);
  const managers = (await listManagers(work.tx, waiting.organisationId)).filter(({ id }) => id !== waiting.helperId);
  const values = { organisation: organisation?.name ?? '', until: waiting.dueAt };
  const news = kind === 'waiting' ? 'caseWaits' : 'caseDueSoon';
  for (const manager of managers)
    await queue(work, staffMail(manager, news, { address: `${publicUrl}/manager/cases/${waiting.caseId}`, values }));
  const details = { case: waiting.caseId, of: kind, managers: managers.length };
  await append(work, { event: 'managers_reminded', organisationId: waiting.organisationId, details });
  return true;
}
