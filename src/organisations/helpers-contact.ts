import type { Work } from '../db/database.ts';
import { type Contact, contactPrint, normalMailbox, parseNumber } from '../people/contact.ts';
import { listPeopleByPrint } from '../people/address-store.ts';
import { isSamePerson } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import { isHelpersMailbox, listDesks } from './mailbox-store.ts';
import { listMembersOf } from './membership-store.ts';

export interface GivenContact extends Pick<Contact, 'channel' | 'address'> {
  /** Whose it is said to be; null when nobody knows yet. */
  readonly personId: string | null;
  /** Whose helpers would read it in the person's place. */
  readonly organisationIds: readonly string[];
}

/**
 * Whether an address or a number given as a person's is that of somebody who would act for them: the mailbox of a helper's account, where
 * one of the organisations is reached, or what one of their members has as a person here, found by its keyed fingerprint.
 */
export async function isHelpersContact(work: Work, given: GivenContact): Promise<boolean> {
  if (given.channel === 'email' && (await isHelpersMailbox(work.tx, given.address))) return true;
  return (await isOfDesk(work, given)) || (await isOfMember(work, given));
}

async function isOfDesk({ tx }: Work, { channel, address, organisationIds }: GivenContact): Promise<boolean> {
  const desks = await listDesks(tx, organisationIds);
  return desks.some(({ phone, email }) =>
    channel === 'sms' ? phone !== null && parseNumber(phone) === address : email !== null && normalMailbox(email) === address,
  );
}

async function isOfMember(work: Work, { channel, address, personId, organisationIds }: GivenContact): Promise<boolean> {
  const holders = await listPeopleByPrint(work.tx, contactPrint(work.vault, { channel, address }));
  const others = holders.filter((holder) => holder.personId !== personId);
  if (others.length === 0) return false;
  const members = await listMembersOf(work.tx, organisationIds);
  for (const other of others) {
    const holder = await findPerson(work.tx, work.vault, other.personId);
    if (holder && members.some((member) => isSamePerson(holder.identity, member))) return true;
  }
  return false;
}
