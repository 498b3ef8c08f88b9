import type { Work } from '../db/database.ts';
import { offerNews } from '../notifications/offer-messages.ts';
import { queue } from '../notifications/outbox.ts';
import { findOrganisation } from '../organisations/store.ts';
import { contactOf } from '../people/choose-how-to-be-told.ts';
import { findPerson } from '../people/store.ts';
import type { Draft } from './draft.ts';

/** Tells the person, in the transaction that ends it, that what they offered does not begin. */
export async function tellOffer(
  work: Work,
  { draft, news, publicUrl }: { readonly draft: Draft; readonly news: 'declined' | 'lapsed'; readonly publicUrl: string },
): Promise<void> {
  const person = draft.personId === null ? undefined : await findPerson(work.tx, work.vault, draft.personId);
  const organisation = await findOrganisation(work.tx, draft.organisationId);
  const telling = person && (await contactOf(work, person, draft.language));
  if (telling?.by !== 'message' || !organisation) return;
  const address = `${publicUrl}/me/offers/${draft.id}`;
  await queue(work, offerNews(telling.to, { news, organisation: organisation.name, address }));
}
