import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { PersonIdentified, PersonNotIdentified, Received, Reception } from '../identity/reception.ts';
import { append } from '../journal/append.ts';
import { findOrganisation } from '../organisations/store.ts';
import { draftObstacle } from './draft.ts';
import * as drafts from './draft-store.ts';
import { becomePrincipal } from './identify-principal.ts';

/** Receives the persons who sign in once more, for the mandate they offer. */
export function offerReception({ ownIdpId }: { readonly ownIdpId: string }): Reception {
  return { receive: (work, person) => receive(work, { ...person, ownIdpId }), turnAway };
}

/** One sign-in for one offer, once, by who began it: the terms are frozen, and they have them in front of them. */
async function receive(work: Work, { draftId, ...person }: PersonIdentified & { readonly ownIdpId: string }): Promise<Received> {
  const draft = draftId === null ? undefined : await drafts.lockDraft(work.tx, draftId);
  const organisation = draft && (await findOrganisation(work.tx, draft.organisationId));
  if (!draft?.offeredAt || !organisation) throw new Refusal('offer_unknown');
  const no = draftObstacle(draft, work.at, ['draft']);
  if (no) throw new Refusal(no === 'draft_in_another_state' ? 'offer_in_another_state' : no);
  const { personId } = await becomePrincipal(work, draft, { ...person, helper: null, organisation });
  if (personId !== draft.personId) throw new Refusal('offer_of_another');
  return { returnsTo: `/me/offers/${draft.id}`, session: { personId, language: draft.language } };
}

/** Recorded; the offer waits for another try. */
async function turnAway(work: Work, { draftId, refusal, returnsTo }: PersonNotIdentified): Promise<string> {
  const draft = draftId === null ? undefined : await drafts.findDraft(work.tx, draftId);
  const own = draft ? { mandate: draft, organisationId: draft.organisationId } : {};
  await append(work, { event: 'person_not_accepted', refusal, ...own });
  return returnsTo ?? '/me';
}
