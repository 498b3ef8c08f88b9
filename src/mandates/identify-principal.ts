import type { Work } from '../db/database.ts';
import { Refusal, type RefusalCode } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { isMinor, isSamePerson, type PivotIdentity } from '../people/person.ts';
import { recognisePerson } from '../people/recognise-person.ts';
import type { Draft } from './draft.ts';
import * as store from './draft-store.ts';
import { freezeTerms } from './freeze-terms.ts';
import { keepFindable } from './keep-findable.ts';
import { requireRenewed } from './renewed.ts';
import { isOwner, requireDraft } from './require-draft.ts';

export interface Identification {
  readonly draftId: string;
  readonly helper: Helper;
  readonly organisation: Organisation;
  readonly issuer: string;
  readonly subject: string;
  readonly identity: PivotIdentity;
  /** Who vouched for the person at FranceConnect, when it says so. */
  readonly idpId: string | null;
  readonly ownIdpId: string;
  readonly acr: string | null;
}

/** The person has signed in upstream: they become the draft's principal, and the terms are written and frozen. One sign-in serves one draft, once. */
export async function identifyPrincipal(work: Work, identification: Identification): Promise<Draft> {
  const { draftId, helper, organisation } = identification;
  const draft = await requireDraft(work, {
    draftId,
    owner: { helperId: helper.id, organisationId: organisation.id },
    states: ['draft', 'awaiting_person'],
  });
  return becomePrincipal(work, draft, identification);
}

/** The person, and beside which helper; null when beside none. */
export type Principal = Omit<Identification, 'draftId' | 'helper'> & { readonly helper: Helper | null };

/** The identified person becomes the draft's principal, whatever way they came: whoever calls made sure the draft is theirs to answer. */
export async function becomePrincipal(work: Work, draft: Draft, identification: Principal): Promise<Draft> {
  const { helper, organisation, identity } = identification;
  const no = sourceObstacle(identification) ?? principalObstacle(identity, helper, work.at);
  if (no) throw new Refusal(no);
  const person = await recognisePerson(work, identification);
  await keepFindable(work, person);
  await requireRenewed(work, draft, person.id);
  const frozen = await freezeTerms(work, draft, { person, helper, organisation });
  await store.setState(work.tx, draft.id, 'awaiting_person');
  await store.setIdentified(work.tx, draft.id, { ...frozen, personId: person.id, at: work.at });
  await append(work, {
    event: 'person_identified',
    ...{ mandate: draft, person, ...(helper && { helper }), organisationId: organisation.id },
    details: { acr: identification.acr ?? '', issuer: identification.issuer, terms: frozen.termsHash.toString('hex') },
  });
  return { ...draft, ...frozen, state: 'awaiting_person', personId: person.id };
}

/** Nobody was identified, or the identity cannot give a mandate: recorded; the draft waits for another try. Returns the page to go on at. */
export async function noteUnidentified(
  work: Work,
  {
    draftId,
    helper,
    organisation,
    refusal,
  }: Pick<Identification, 'draftId' | 'helper' | 'organisation'> & { readonly refusal: RefusalCode },
): Promise<string> {
  const draft = await store.findDraft(work.tx, draftId);
  const own = draft && isOwner(draft, { helperId: helper.id, organisationId: organisation.id }) ? { mandate: draft } : {};
  await append(work, { event: 'person_not_accepted', refusal, ...own, helper, organisationId: organisation.id });
  return `/drafts/${draftId}`;
}

/** Who cannot give this helper a mandate, whatever they agree to. */
export function principalObstacle(identity: PivotIdentity, helper: Helper | null, at: Date): RefusalCode | null {
  if (isMinor(identity, at)) return 'person_is_minor';
  return helper && isSamePerson(identity, helper) ? 'person_is_the_helper' : null;
}

function sourceObstacle({ idpId, ownIdpId }: Pick<Identification, 'idpId' | 'ownIdpId'>): RefusalCode | null {
  return idpId !== null && idpId === ownIdpId ? 'identity_from_our_own_provider' : null;
}
