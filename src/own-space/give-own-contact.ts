import type { Work } from '../db/database.ts';
import type { Language } from '../http/languages.ts';
import { listOrganisationsAround } from '../mandates/around-store.ts';
import { isHelpersContact } from '../organisations/helpers-contact.ts';
import { addContact, type Added } from '../people/add-contact.ts';
import { sendContactCode } from '../people/confirm-contact.ts';
import type { Contact } from '../people/contact.ts';
import type { Person } from '../people/person.ts';

export interface Given extends Pick<Contact, 'channel' | 'address'> {
  readonly person: Person;
  readonly language: Language;
}

/**
 * The person gives an address or a number as theirs, and a code goes there. Refused when it is that of an organisation around them or of
 * one of its helpers: whoever sits beside the person may have typed it.
 */
export async function giveOwnContact(work: Work, { person, language, channel, address }: Given): Promise<Added> {
  const organisationIds = await listOrganisationsAround(work.tx, person.id);
  const isHelpers = await isHelpersContact(work, { channel, address, personId: person.id, organisationIds });
  const added = await addContact(work, { channel, address, person, by: { origin: 'person' }, isHelpers });
  await sendContactCode(work, { person, contactId: added.id, language });
  return added;
}
