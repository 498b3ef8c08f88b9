import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { type OwnContact, requireContact } from './confirm-contact.ts';
import * as store from './contact-store.ts';
import { lockPerson } from './store.ts';

/** The person does not want to be reached there any more: it is forgotten, and FranceConnect does not bring it back. Twice is not an error. */
export async function removeContact(work: Work, { person, contactId }: OwnContact): Promise<void> {
  await lockPerson(work, person.id);
  if (await store.isRemoved(work.tx, { personId: person.id, id: contactId })) return;
  const { channel, origin } = await requireContact(work, { person, contactId });
  await store.setRemoved(work.tx, contactId, work.at);
  await append(work, { event: 'contact_removed', person, details: { contact: contactId, channel, origin } });
}
