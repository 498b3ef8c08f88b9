import type { Work } from '../db/database.ts';
import { type Contact, contactPrint } from '../people/contact.ts';
import { listPeopleByPrint } from '../people/contact-store.ts';
import { isSamePerson } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import { isHelpersMailbox } from './mailbox-store.ts';
import { listMembersOf } from './membership-store.ts';

export interface GivenContact extends Pick<Contact, 'channel' | 'address'> {
  /** Whose it is said to be; null when nobody knows yet. */
  readonly personId: string | null;
  /** Whose helpers would read it in the person's place. */
  readonly organisationId: string;
}

/**
 * Whether an address or a number given as a person's is that of somebody who would act for them: the mailbox of a helper's account, or one
 * that a member of the organisation has as a person here, found by its keyed fingerprint.
 */
export async function isHelpersContact(work: Work, { channel, address, personId, organisationId }: GivenContact): Promise<boolean> {
  if (channel === 'email' && (await isHelpersMailbox(work.tx, address))) return true;
  const holders = await listPeopleByPrint(work.tx, contactPrint(work.vault, { channel, address }));
  const others = holders.filter((holder) => holder.personId !== personId);
  if (others.length === 0) return false;
  const members = await listMembersOf(work.tx, organisationId);
  for (const other of others) {
    const holder = await findPerson(work.tx, work.vault, other.personId);
    if (holder && members.some((member) => isSamePerson(holder.identity, member))) return true;
  }
  return false;
}
