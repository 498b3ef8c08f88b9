import type { Work } from '../db/database.ts';
import { offerNews } from '../notifications/offer-messages.ts';
import { queue } from '../notifications/outbox.ts';
import { staffMail } from '../notifications/staff-messages.ts';
import { listManagers } from '../organisations/membership-store.ts';
import { findOrganisation } from '../organisations/store.ts';
import { contactOf } from '../people/choose-how-to-be-told.ts';
import { findPerson } from '../people/store.ts';
import type { Draft } from './draft.ts';
import { findDraft } from './draft-store.ts';
import { leaveForLetter } from './tell-person.ts';

/** Tells the person, in the transaction that ends it, that what they offered does not begin. */
export async function tellOffer(
  work: Work,
  {
    draft,
    news,
    publicUrl,
  }: {
    readonly draft: Pick<Draft, 'id' | 'personId' | 'organisationId' | 'language'>;
    readonly news: 'declined' | 'lapsed';
    readonly publicUrl: string;
  },
): Promise<void> {
  const person = draft.personId === null ? undefined : await findPerson(work.tx, work.vault, draft.personId);
  const organisation = await findOrganisation(work.tx, draft.organisationId);
  const telling = person && (await contactOf(work, person, draft.language));
  if (!telling || telling.by === 'nothing' || !organisation) return;
  if (telling.by === 'letter')
    return leaveForLetter(work, { personId: person.id, organisationId: organisation.id, mandateId: null, kind: `offer_${news}` });
  const address = `${publicUrl}/me/offers/${draft.id}`;
  await queue(work, offerNews(telling.to, { news, organisation: organisation.name, address }));
}

/** Mails the managers of the organisation, in the transaction in which the person signs, that an offer waits for it: not whose it is. */
export async function tellOffered(
  work: Work,
  { draftId, publicUrl }: { readonly draftId: string; readonly publicUrl: string },
): Promise<void> {
  const draft = await findDraft(work.tx, draftId);
  const organisation = draft && (await findOrganisation(work.tx, draft.organisationId));
  if (!draft || !organisation) return;
  const values = { organisation: organisation.name, until: draft.lapsesAt };
  for (const manager of await listManagers(work.tx, organisation.id))
    await queue(work, staffMail(manager, 'offerWaits', { address: `${publicUrl}/offers/${draft.id}`, values }));
}
