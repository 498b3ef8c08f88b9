import type { Work } from '../db/database.ts';
import { offerNews } from '../notifications/offer-messages.ts';
import { queue } from '../notifications/outbox.ts';
import { findOrganisation } from '../organisations/store.ts';
import { contactOf } from '../people/choose-how-to-be-told.ts';
import { findPerson } from '../people/store.ts';
import type { Draft } from './draft.ts';
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
