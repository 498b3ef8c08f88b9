import type { Db, Tx, Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import type { Vault } from '../vault.ts';
import { listPeopleByPrint } from './address-store.ts';
import { type Contact, contactPrint, isConfirmed } from './contact.ts';
import type { Person } from './person.ts';
import { listPeople } from './store.ts';

type OwnAddress = Pick<Contact, 'channel' | 'address'> & { readonly personId: string };

/** How many other persons confirmed it too: a household's one number, or somebody who collects the codes of those they help. */
export async function countOthers(db: Db | Tx, vault: Vault, own: OwnAddress): Promise<number> {
  return (await listOthers(db, vault, own)).size;
}

/**
 * Records that an address which a person has just confirmed is another's too; when it comes to be shared so, with that other person as
 * well: what may be sent there changed for them. Further ones find it recorded with all who had it before.
 */
export async function recordSharing(
  work: Work,
  { person, contact }: { readonly person: Person; readonly contact: Contact },
): Promise<void> {
  const { channel } = contact;
  const others = await listOthers(work.tx, work.vault, { ...contact, personId: person.id });
  const [other] = others.size === 1 ? await listPeople(work.tx, work.vault, [...others.keys()]) : [];
  const event = 'contact_shared';
  if (other) await append(work, { event, person: other, details: { contact: others.get(other.id) ?? '', channel, others: 1 } });
  if (others.size > 0) await append(work, { event, person, details: { contact: contact.id, channel, others: others.size } });
}

/** Those of a person's own that another person confirmed too: no code for a sensitive act goes there. */
export async function listShared(
  { db, vault }: { readonly db: Db; readonly vault: Vault },
  { personId, contacts }: { readonly personId: string; readonly contacts: readonly Contact[] },
): Promise<ReadonlySet<string>> {
  const confirmed = contacts.filter(isConfirmed);
  const others = await Promise.all(confirmed.map((contact) => countOthers(db, vault, { ...contact, personId })));
  return new Set(confirmed.filter((_, index) => (others[index] ?? 0) > 0).map(({ id }) => id));
}

/** Those persons, each with their contact. */
async function listOthers(db: Db | Tx, vault: Vault, { personId, ...address }: OwnAddress): Promise<ReadonlyMap<string, string>> {
  const holders = await listPeopleByPrint(db, contactPrint(vault, address));
  return new Map(
    holders.filter((holder) => holder.personId !== personId && isConfirmed(holder)).map((holder) => [holder.personId, holder.contactId]),
  );
}
