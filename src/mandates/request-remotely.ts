import { after } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { mandateRequested } from '../notifications/request-messages.ts';
import { queue } from '../notifications/outbox.ts';
import type { Helper } from '../organisations/helper.ts';
import { isHelpersContact } from '../organisations/helpers-contact.ts';
import type { Organisation } from '../organisations/organisation.ts';
import type { Contact } from '../people/contact.ts';
import { newSecret } from '../vault.ts';
import { remoteDraftLifetime } from './draft.ts';
import * as drafts from './draft-store.ts';
import { devicePrint } from './device-print.ts';
import * as store from './remote-request-store.ts';
import { requireDraft } from './require-draft.ts';

export interface RemoteAsking extends Pick<Contact, 'channel' | 'address'> {
  readonly draftId: string;
  readonly helper: Helper;
  readonly organisation: Organisation;
  readonly publicUrl: string;
  /** What tells the helper's device, to know later whether another answered. */
  readonly device?: string;
}

/** The person is not here: a link goes to them, for their own device, 21 days. Sent again, the former link is dead; five times at the most. */
export async function requestRemotely(
  work: Work,
  { draftId, helper, organisation, channel, address, publicUrl, device }: RemoteAsking,
): Promise<void> {
  const owner = { helperId: helper.id, organisationId: organisation.id };
  const draft = await requireDraft(work, { draftId, owner, states: ['draft', 'awaiting_person'] });
  if (draft.personId) throw new Refusal('draft_in_another_state');
  if (await isHelpersContact(work, { channel, address, personId: null, organisationIds: [organisation.id] }))
    throw new Refusal('contact_is_helpers');
  const { value, hash } = newSecret();
  const sealed = work.vault.seal('remote-request', draft.id, address);
  const print = device === undefined ? null : devicePrint(work.vault, draft.id, device);
  if (!(await store.putRequest(work.tx, { draftId: draft.id, tokenHash: hash, channel, address: sealed, sentAt: work.at, device: print })))
    throw new Refusal('request_sent_too_often');
  const lapsesAt = after(draft.createdAt, remoteDraftLifetime);
  await drafts.setRequested(work.tx, draft.id, { at: work.at, lapsesAt });
  const to = { channel, to: address, language: draft.language, subjectRef: null };
  const news = { organisation: organisation.name, address: `${publicUrl}/requests/${value}`, until: lapsesAt };
  await queue(work, mandateRequested(to, news));
  await append(work, { event: 'mandate_requested', mandate: draft, helper, organisationId: organisation.id, details: { channel } });
}
