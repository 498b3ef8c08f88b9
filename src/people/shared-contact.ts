import type { Db, Tx } from '../db/database.ts';
import type { Vault } from '../vault.ts';
import { type Contact, contactPrint, isConfirmed } from './contact.ts';
import { listPeopleByPrint } from './contact-store.ts';

type OwnAddress = Pick<Contact, 'channel' | 'address'> & { readonly personId: string };

/** How many other persons confirmed it too: a household's one number, or somebody who collects the codes of those they help. */
export async function countOthers(db: Db | Tx, vault: Vault, { personId, ...address }: OwnAddress): Promise<number> {
  const holders = await listPeopleByPrint(db, contactPrint(vault, address));
  return new Set(holders.filter((holder) => holder.personId !== personId && isConfirmed(holder)).map((holder) => holder.personId)).size;
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
