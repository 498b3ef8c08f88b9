import { after, day } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { listContacts, setConfirmed } from '../people/contact-store.ts';
import { findDemoPerson, type PersonSource } from './seed-mandates.ts';

/** One person confirmed the number that FranceConnect gives, as if with its code, so that they can be asked by SMS. Once. */
export async function seedContacts(work: Work, { people }: { readonly people: PersonSource }): Promise<void> {
  const person = await findDemoPerson(work, 'armand', people);
  const contacts = person ? await listContacts(work.tx, work.vault, person.id) : [];
  const number = contacts.find(({ channel, confirmedAt }) => channel === 'sms' && !confirmedAt);
  if (!person || !number) return;
  const then = { ...work, at: after(work.at, -90 * day) };
  await setConfirmed(then.tx, number.id, then.at);
  await append(then, { event: 'contact_confirmed', person, details: { contact: number.id, channel: number.channel } });
}
