import type { Work } from '../db/database.ts';
import type { Channel } from '../notifications/outbox.ts';
import { insertContact } from './add-contact.ts';
import { type Contact, contactPrint, normalMailbox, parseNumber } from './contact.ts';
import * as store from './contact-store.ts';
import type { Person, PivotIdentity } from './person.ts';

/**
 * Keeps the contacts that FranceConnect gives as it gives them now: what it no longer says goes, unless the person confirmed it; what
 * the person removed does not come back. Returns whether there is one more. Its trace is the caller's.
 */
export async function keepUpstreamContacts(work: Work, person: Person): Promise<boolean> {
  const stated = statedContacts(person.identity).map((contact) => ({ ...contact, print: contactPrint(work.vault, contact) }));
  const known = await store.listPrints(work.tx, person.id);
  const isStated = (print: Buffer) => stated.some((contact) => contact.print.equals(print));
  for (const { id, origin, print, confirmedAt, removedAt } of known)
    if (origin === 'upstream' && !confirmedAt && !removedAt && !isStated(print)) await store.deleteContact(work.tx, id);
  const missing = stated.filter(({ print }) => !known.some((contact) => contact.print.equals(print)));
  for (const contact of missing) await insertContact(work, { person, ...contact, origin: 'upstream' });
  return missing.length > 0;
}

function statedContacts({ email, phoneNumber }: PivotIdentity): Pick<Contact, 'channel' | 'address'>[] {
  const number = phoneNumber === undefined ? null : parseNumber(phoneNumber);
  const contact = (channel: Channel, address: string) => ({ channel, address });
  return [...(email === undefined ? [] : [contact('email', normalMailbox(email))]), ...(number === null ? [] : [contact('sms', number)])];
}
