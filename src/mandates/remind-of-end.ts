import { day } from '../clock.ts';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { findPerson } from '../people/store.ts';
import { type Reminder, takeReminder } from './reminder-store.ts';
import { findMandate } from './store.ts';
import { tellEnd } from './tell-person.ts';

/** What is told once, and when: a mandate whose end lies after `from` and not after `until`, both counted from now, and that lasts longer than `beyond`. */
const reminders: readonly (Omit<Reminder, 'at'> & { readonly kind: 'ends_soon' | 'expired' })[] = [
  { kind: 'ends_soon', from: 0, until: 7 * day, beyond: 7 * day },
  { kind: 'expired', from: -3 * day, until: 0, beyond: 0 }, // what ended longer ago is no news any more
];

/** Tells the persons whose mandates end within a week, and those whose mandates have come to their end: each once, however many instances look. Returns how many. */
export async function remindOfEnds(needs: WorkNeeds & { readonly publicUrl: string }): Promise<number> {
  let told = 0;
  for (const reminder of reminders)
    while (await atomically(needs, (work) => remind(work, { ...reminder, at: work.at, publicUrl: needs.publicUrl }))) told += 1;
  return told;
}

async function remind(
  work: Work,
  { publicUrl, ...reminder }: (typeof reminders)[number] & { readonly at: Date; readonly publicUrl: string },
) {
  const mandateId = await takeReminder(work.tx, reminder);
  const mandate = mandateId === undefined ? undefined : await findMandate(work.tx, mandateId);
  if (!mandate) return false;
  const person = await findPerson(work.tx, work.vault, mandate.personId);
  if (!person) return true; // erased: noted all the same, so that it is not looked at again
  await tellEnd(work, { mandate, person, publicUrl, kind: reminder.kind });
  await append(work, { event: 'person_told', mandate, person, organisationId: mandate.organisationId, details: { what: reminder.kind } });
  return true;
}
