import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { contactProposed } from '../notifications/contact-messages.ts';
import { queue } from '../notifications/outbox.ts';
import type { Helper } from '../organisations/helper.ts';
import { isHelpersContact } from '../organisations/helpers-contact.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { addContact, type Added } from '../people/add-contact.ts';
import type { Contact } from '../people/contact.ts';
import { findPerson } from '../people/store.ts';
import { requireDraft } from './require-draft.ts';

export interface Proposal extends Pick<Contact, 'channel' | 'address'> {
  readonly draftId: string;
  readonly helper: Helper;
  readonly organisation: Organisation;
  readonly publicUrl: string;
}

/**
 * A helper types an address or a number that the person, beside them, says is theirs. It waits for the person's own confirmation:
 * until then one message goes there, which says so and names nobody. The helper sees neither code nor answer.
 */
export async function proposeContact(work: Work, { draftId, helper, organisation, publicUrl, ...contact }: Proposal): Promise<Added> {
  const draft = await requireDraft(work, {
    draftId,
    owner: { helperId: helper.id, organisationId: organisation.id },
    states: ['awaiting_person', 'awaiting_helper'],
  });
  const person = draft.personId ? await findPerson(work.tx, work.vault, draft.personId) : undefined;
  if (!person) throw new Refusal('draft_in_another_state');
  const isHelpers = await isHelpersContact(work, { ...contact, personId: person.id, organisationIds: [organisation.id] });
  const by = { origin: 'helper', helper, organisationId: organisation.id } as const;
  const added = await addContact(work, { ...contact, person, by, isHelpers });
  if (added.isNew) {
    const to = { channel: contact.channel, to: contact.address, language: draft.language, subjectRef: person.subjectRef };
    await queue(work, contactProposed(to, { organisation: organisation.name, address: `${publicUrl}/me/contacts` }));
  }
  return added;
}
