import { after, day } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { chooseHowToBeTold } from '../people/choose-how-to-be-told.ts';
import { findPreferences, listContacts, setConfirmed } from '../people/contact-store.ts';
import { findDemoPerson, type PersonSource } from './seed-mandates.ts';

/** One person confirmed the number that FranceConnect gives, as if with its code, so that they can be asked by SMS; another chose letters. Once. */
export async function seedContacts(work: Work, { people }: { readonly people: PersonSource }): Promise<void> {
  await chooseLetters(work, people);
  const person = await findDemoPerson(work, 'armand', people);
  const contacts = person ? await listContacts(work.tx, work.vault, person.id) : [];
  const number = contacts.find(({ channel, confirmedAt }) => channel === 'sms' && !confirmedAt);
  if (!person || !number) return;
  const then = { ...work, at: after(work.at, -90 * day) };
  await setConfirmed(then.tx, number.id, then.at);
  await append(then, { event: 'contact_confirmed', person, details: { contact: number.id, channel: number.channel } });
}

/** One person chose letters: the end of their mandate, some days away, waits to be printed at the counter. */
async function chooseLetters(work: Work, people: PersonSource): Promise<void> {
  const person = await findDemoPerson(work, 'angela', people);
  if (!person || (await findPreferences(work.tx, person.id))) return;
  const then = { ...work, at: after(work.at, -20 * day) };
  await chooseHowToBeTold(then, { person, channel: 'letter', rhythm: 'at_once', language: 'fr' });
}
