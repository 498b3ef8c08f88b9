import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { sealForSubject } from '../journal/subject-keys.ts';
import { type Helper, helperObstacle } from '../organisations/helper.ts';
import { type Organisation, organisationObstacle } from '../organisations/organisation.ts';
import type { Person } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import { type Concluded, concludeMandate } from './conclude-mandate.ts';
import { type Draft, draftObstacle } from './draft.ts';
import * as drafts from './draft-store.ts';
import { principalObstacle } from './identify-principal.ts';
import * as store from './offer-store.ts';
import type { State } from './states.ts';

/** Who answers what a person offered, for the organisation they act for. */
export interface Answering {
  readonly draftId: string;
  readonly helper: Helper;
  readonly organisation: Organisation;
}

/** A helper accepts, for their organisation: countersigned, the mandate is active. Accepting twice is not an error. */
export async function acceptOffer(work: Work, answering: Answering): Promise<Concluded> {
  const { helper, organisation } = answering;
  const draft = await requireOffer(work, answering, ['awaiting_helper', 'active']);
  const person = await requireOfferer(work, draft);
  const no = principalObstacle(person.identity, helper, work.at);
  if (no) throw new Refusal(no);
  if (draft.procedures.some((code) => organisation.excludedProcedures.includes(code)))
    throw new Refusal('procedure_excluded_by_organisation');
  if (draft.helperId === null) await store.setAcceptedBy(work.tx, draft.id, helper.id);
  else if (draft.helperId !== helper.id) throw new Refusal('offer_in_another_state');
  return concludeMandate(work, { draftId: draft.id, helper, organisationId: organisation.id });
}

/** A helper declines, and says why: the person reads it in their own space. */
export async function declineOffer(work: Work, { reason, ...answering }: Answering & { readonly reason: string }): Promise<Offered> {
  const { helper, organisation } = answering;
  const draft = await requireOffer(work, answering, ['awaiting_helper']);
  const person = await requireOfferer(work, draft);
  const reply = await sealForSubject(work, person.subjectRef, { context: replyContext(draft.id), plain: reason });
  await store.setDeclined(work.tx, draft.id, reply);
  await append(work, { event: 'offer_declined', mandate: draft, person, helper, organisationId: organisation.id });
  return { draft, person };
}

/** A mandate that a person offers. */
export interface Offered {
  readonly draft: Draft;
  readonly person: Person;
}

/** A helper opens what a person offered, to decide: the person finds it in their record. */
export async function openOffer(work: Work, answering: Answering): Promise<Offered> {
  const { helper, organisation } = answering;
  const draft = await requireOffer(work, answering, ['awaiting_helper']);
  const person = await requireOfferer(work, draft);
  await append(work, { event: 'mandate_viewed', mandate: draft, person, helper, organisationId: organisation.id });
  return { draft, person };
}

/** Where a sealed reply lies: it opens nowhere else. */
export function replyContext(draftId: string): string {
  return `offer/${draftId}/reply`;
}

/** The offer, held alone, if a person signed it for this organisation. Another's does not exist, nor does one that nobody signed. */
async function requireOffer(work: Work, { draftId, helper, organisation }: Answering, states: readonly State[]): Promise<Draft> {
  const obstacle = helperObstacle(helper, work.at) ?? organisationObstacle(organisation, work.at);
  if (obstacle) throw new Refusal(obstacle);
  const draft = await drafts.lockDraft(work.tx, draftId);
  if (!draft?.offeredAt || !draft.agreedAt || draft.organisationId !== organisation.id) throw new Refusal('offer_unknown');
  if (draft.state === 'active' && states.includes('active')) return draft;
  const no = draftObstacle(draft, work.at, states);
  if (no) throw new Refusal('offer_in_another_state');
  return draft;
}

async function requireOfferer({ tx, vault }: Work, { personId }: Draft): Promise<Person> {
  const person = personId === null ? undefined : await findPerson(tx, vault, personId);
  if (!person) throw new Refusal('offer_unknown'); // erased
  return person;
}
