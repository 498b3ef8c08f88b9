import { randomUUID } from 'node:crypto';
import { after } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Language } from '../http/languages.ts';
import { append } from '../journal/append.ts';
import { type Organisation, organisationObstacle } from '../organisations/organisation.ts';
import type { Person } from '../people/person.ts';
import { lockPerson } from '../people/store.ts';
import { type Agreement, agreeToMandate } from './agree-to-mandate.ts';
import { type Draft, draftLifetime } from './draft.ts';
import * as drafts from './draft-store.ts';
import type { Duration } from './mandate.ts';
import * as store from './offer-store.ts';
import { requireNameable } from './named-helpers.ts';
import type { Procedure } from './procedures.ts';
import { requireDraft } from './require-draft.ts';
import { tellOffered } from './tell-offer.ts';

export interface Offering {
  readonly person: Person;
  readonly organisation: Organisation;
  readonly procedures: readonly Procedure[];
  readonly duration: Duration;
  readonly language: Language;
  /** Who alone may use it; none given: any certified helper of the organisation. */
  readonly namedHelpers?: readonly string[] | null;
}

/** A person offers a mandate to an organisation, by themself. They still identify themself for this very act, read the terms and agree; one waits at each organisation at most. */
export async function offerMandate(work: Work, { person, organisation, namedHelpers = null, ...terms }: Offering): Promise<Draft> {
  if (!(await lockPerson(work, person.id))) throw new Refusal('person_unknown');
  const no = organisationObstacle(organisation, work.at);
  if (no) throw new Refusal(no);
  if (terms.procedures.some((code) => organisation.excludedProcedures.includes(code)))
    throw new Refusal('procedure_excluded_by_organisation');
  await requireNameable(work, { organisationId: organisation.id, named: namedHelpers });
  if (await store.hasWaitingOffer(work.tx, { personId: person.id, organisationId: organisation.id, at: work.at }))
    throw new Refusal('offer_open_already');
  const draft: Draft = {
    ...{ startsAt: null, expiresAt: null, terms: null, termsHash: null, agreedAt: null, endCause: null, renews: null, reply: null },
    ...{ id: randomUUID(), journalRef: randomUUID(), organisationId: organisation.id, personId: person.id },
    ...{ helperId: null, namedHelpers, requestedAt: null, offeredAt: work.at, state: 'draft' },
    ...{ ...terms, createdAt: work.at, lapsesAt: after(work.at, draftLifetime) },
  };
  await drafts.insertDraft(work.tx, draft);
  const details = { ...terms, procedures: [...terms.procedures], ...(namedHelpers && { named_helpers: [...namedHelpers] }) };
  await append(work, { event: 'mandate_offered', mandate: draft, person, organisationId: organisation.id, details });
  return draft;
}

/** The person signs what they offer, alone: it waits for the organisation, whose managers are told. Signing twice is not an error; signing two is. */
export async function signOffer(work: Work, { publicUrl, ...agreement }: SignedByPerson & { readonly publicUrl: string }): Promise<void> {
  const { draftId, personId } = agreement;
  const draft = await requireDraft(work, { draftId, owner: { personId }, states: ['awaiting_person', 'awaiting_helper'] });
  if (draft.agreedAt) return;
  if (!(await lockPerson(work, personId))) throw new Refusal('person_unknown'); // two that were begun are signed one after the other
  if (await store.hasWaitingOffer(work.tx, { personId, organisationId: draft.organisationId, at: work.at }))
    throw new Refusal('offer_open_already');
  await agreeToMandate(work, agreement);
  await tellOffered(work, { draftId, publicUrl });
}

type SignedByPerson = Extract<Agreement, { readonly personId: string }>;

/** The person takes it back, as long as no helper has accepted. Twice is not an error. */
export async function withdrawOffer(work: Work, { draftId, person }: { readonly draftId: string; readonly person: Person }): Promise<void> {
  const owner = { personId: person.id };
  const draft = await requireDraft(work, { draftId, owner, states: ['draft', 'awaiting_person', 'awaiting_helper', 'active', 'ended'] });
  if (draft.state === 'active') throw new Refusal('offer_in_another_state');
  if (draft.state === 'ended') return;
  await drafts.setState(work.tx, draft.id, 'ended', 'abandoned');
  await append(work, { event: 'offer_withdrawn', mandate: draft, person, organisationId: draft.organisationId });
}
