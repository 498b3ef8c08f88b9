import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { PersonIdentified, PersonNotIdentified, Received, Reception } from '../identity/reception.ts';
import { append } from '../journal/append.ts';
import * as organisations from '../organisations/store.ts';
import { draftObstacle } from './draft.ts';
import * as drafts from './draft-store.ts';
import { becomePrincipal } from './identify-principal.ts';
import { keepAskedAddress } from './keep-asked-address.ts';
import { redeemRequest } from './remote-request-store.ts';

/** Receives the persons who sign in on their own device for what they were asked from afar. */
export function requestReception({ ownIdpId }: { readonly ownIdpId: string }): Reception {
  return { receive: (work, person) => receive(work, { ...person, ownIdpId }), turnAway };
}

/** The link is used up, the terms are frozen, and the person is in their own space, in front of them. */
async function receive(work: Work, { draftId, ...person }: PersonIdentified & { readonly ownIdpId: string }): Promise<Received> {
  const draft = draftId === null ? undefined : await drafts.lockDraft(work.tx, draftId);
  const helper = draft?.helperId ? await organisations.findHelper(work.tx, draft.helperId) : undefined;
  const organisation = draft && (await organisations.findOrganisation(work.tx, draft.organisationId));
  if (!draft?.requestedAt || !helper || !organisation) throw new Refusal('request_unknown');
  const no = draftObstacle(draft, work.at, ['awaiting_person']);
  if (no) throw new Refusal(no);
  if (!(await redeemRequest(work.tx, draft.id, work.at))) throw new Refusal('request_answered');
  const { personId } = await becomePrincipal(work, draft, { ...person, helper, organisation });
  await keepAskedAddress(work, { draftId: draft.id, personId, helper, organisationId: organisation.id });
  return { returnsTo: `/me/requests/${draft.id}`, session: { personId, language: draft.language } };
}

/** Recorded; the link stays as it was, for another try. */
async function turnAway(work: Work, { draftId, refusal, returnsTo }: PersonNotIdentified): Promise<string> {
  const draft = draftId === null ? undefined : await drafts.findDraft(work.tx, draftId);
  const own = draft ? { mandate: draft, organisationId: draft.organisationId } : {};
  await append(work, { event: 'person_not_accepted', refusal, ...own });
  return returnsTo ?? '/';
}
