import type { Work } from '../db/database.ts';
import type { Helper } from '../organisations/helper.ts';
import { addContact } from '../people/add-contact.ts';
import { mostContacts } from '../people/contact.ts';
import { listContacts } from '../people/contact-store.ts';
import { findPerson } from '../people/store.ts';
import { findRequest } from './remote-request-store.ts';

export interface Asked {
  readonly draftId: string;
  /** Who identified themself with the link; null when nobody did. */
  readonly personId: string | null;
  /** Who typed where the link went. */
  readonly helper: Helper;
  readonly organisationId: string;
}

/** Where the link reached the person is one of their addresses now, typed by a helper: it waits for their own confirmation, like any other. */
export async function keepAskedAddress(work: Work, { draftId, personId, helper, organisationId }: Asked): Promise<void> {
  const request = await findRequest(work.tx, draftId);
  const person = personId === null ? undefined : await findPerson(work.tx, work.vault, personId);
  if (!request || !person || (await listContacts(work.tx, work.vault, person.id)).length >= mostContacts) return;
  const address = work.vault.open('remote-request', draftId, request.address).toString();
  const by = { origin: 'helper', helper, organisationId } as const;
  await addContact(work, { channel: request.channel, address, person, by, isHelpers: false }); // asked when it was typed
}
