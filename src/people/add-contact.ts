import { randomUUID } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append, type Subject } from '../journal/append.ts';
import { sealForSubject } from '../journal/subject-keys.ts';
import { countSharing } from './address-store.ts';
import { type Contact, contactContext, contactPrint, mostContacts, type Origin } from './contact.ts';
import * as store from './contact-store.ts';
import type { Person } from './person.ts';
import { lockPerson } from './store.ts';

/** Who gives an address: the person from their own space, or a helper who types what the person says. */
export type Giver =
  { readonly origin: 'person' } | { readonly origin: 'helper'; readonly helper: Subject; readonly organisationId: string };

export interface Addition extends Pick<Contact, 'channel' | 'address'> {
  readonly person: Person;
  readonly by: Giver;
  /** Whether the address is known as a helper's: whoever calls has asked. */
  readonly isHelpers: boolean;
}

export interface Added {
  readonly id: string;
  /** False when the person had it already. */
  readonly isNew: boolean;
  /** For how many other persons helpers of this organisation gave the same one. */
  readonly sharing: number;
}

/** A person has one more address or number, not confirmed yet. Refused when it is a helper's: messages meant for the person would reach who acts for them. */
export async function addContact(work: Work, { person, channel, address, by, isHelpers }: Addition): Promise<Added> {
  if (!(await lockPerson(work, person.id))) throw new Refusal('contact_unknown');
  if (isHelpers) throw new Refusal('contact_is_helpers');
  const contacts = await store.listContacts(work.tx, work.vault, person.id);
  const known = contacts.find((contact) => contact.channel === channel && contact.address === address);
  if (known) return { id: known.id, isNew: false, sharing: 0 };
  if (contacts.length >= mostContacts) throw new Refusal('contacts_too_many');
  const organisationId = by.origin === 'helper' ? by.organisationId : null;
  const print = contactPrint(work.vault, { channel, address });
  const id = await insertContact(work, {
    ...{ person, channel, address, origin: by.origin },
    ...{ organisationId, helperId: by.origin === 'helper' ? by.helper.id : null },
  });
  const sharing = organisationId === null ? 0 : await countSharing(work.tx, { print, organisationId, personId: person.id });
  const about = { person, ...(by.origin === 'helper' && { helper: by.helper, organisationId: by.organisationId }) };
  const details = { contact: id, channel, origin: by.origin };
  await append(work, { event: 'contact_added', ...about, details });
  if (sharing > 0) await append(work, { event: 'contact_shared', ...about, details: { ...details, others: sharing } });
  return { id, isNew: true, sharing };
}

interface Insertion extends Pick<Contact, 'channel' | 'address'> {
  readonly person: Pick<Person, 'id' | 'subjectRef'>;
  readonly origin: Origin;
  readonly organisationId?: string | null;
  readonly helperId?: string | null;
}

/** Writes one, sealed, without its entry: the caller's. Returns its id. */
export async function insertContact(work: Work, insertion: Insertion): Promise<string> {
  const { person, channel, address, origin, organisationId = null, helperId = null } = insertion;
  const id = randomUUID();
  await store.insertContact(work.tx, {
    ...{ id, personId: person.id, channel, origin, organisationId, helperId, confirmedAt: null, createdAt: work.at },
    print: contactPrint(work.vault, { channel, address }),
    sealed: await sealForSubject(work, person.subjectRef, { context: contactContext(id), plain: address }),
  });
  return id;
}
