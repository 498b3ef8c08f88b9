import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { type Helper, helperObstacle } from '../organisations/helper.ts';
import { organisationObstacle } from '../organisations/organisation.ts';
import { isMember } from '../organisations/membership-store.ts';
import * as organisations from '../organisations/store.ts';
import type { Person } from '../people/person.ts';
import { lockPerson } from '../people/store.ts';
import { endProcedures } from './ending-store.ts';
import type { Draft } from './draft.ts';
import * as drafts from './draft-store.ts';
import type { Mandate } from './mandate.ts';
import { namePrints } from './name-prints.ts';
import { requireDraft } from './require-draft.ts';
import { makeStopCode } from './keep-stop-code.ts';
import * as store from './store.ts';

export interface Conclusion {
  readonly draftId: string;
  readonly helper: Helper;
  readonly organisationId: string;
}

export interface Concluded {
  readonly mandate: Mandate;
  readonly person: Person;
  /** False when it was concluded before: a double click concludes once. */
  readonly isNew: boolean;
  /** By what the person ends it without signing in; null when it is not new. */
  readonly stopCode: string | null;
}

/** The helper countersigns what the person agreed to: the mandate is active. The procedures it covers replace those of the same organisation's former mandates. */
export async function concludeMandate(work: Work, { draftId, helper, organisationId }: Conclusion): Promise<Concluded> {
  await requireActing(work, { helperId: helper.id, organisationId });
  const draft = await requireDraft(work, {
    draftId,
    owner: { helperId: helper.id, organisationId },
    states: ['awaiting_helper', 'active'],
  });
  const person = draft.personId ? await lockPerson(work, draft.personId) : undefined;
  if (!person) throw new Refusal('draft_in_another_state');
  const known = await store.findMandate(work.tx, draft.id);
  if (known) return { mandate: known, person, isNew: false, stopCode: null };
  const mandate = mandateOf(draft, person, work.at);
  await replaceFormer(work, { mandate, person, helper });
  await store.insertMandate(work.tx, mandate, sealedTerms(draft));
  const stopCode = await makeStopCode(work, { mandateId: mandate.id, person });
  await store.insertNamePrints(work.tx, person.id, namePrints(work.vault, organisationId, person.identity));
  await drafts.setState(work.tx, draft.id, 'active');
  await append(work, { event: 'mandate_concluded', mandate, person, helper, organisationId, details: detailsOf(mandate) });
  return { mandate, person, isNew: true, stopCode };
}

async function requireActing(
  { tx, at }: Work,
  { helperId, organisationId }: { readonly helperId: string; readonly organisationId: string },
): Promise<void> {
  const organisation = await organisations.lockOrganisationForUse(tx, organisationId);
  const helper = await organisations.lockHelperForUse(tx, helperId);
  if (!organisation || !helper || !(await isMember(tx, { helperId, organisationId }))) throw new Refusal('helper_not_member');
  const no = helperObstacle(helper, at) ?? organisationObstacle(organisation, at);
  if (no) throw new Refusal(no);
}

async function replaceFormer(
  work: Work,
  { mandate, person, helper }: { readonly mandate: Mandate; readonly person: Person; readonly helper: Helper },
): Promise<void> {
  const { organisationId, personId } = mandate;
  const procedures = mandate.procedures.map(({ code }) => code);
  for (const former of await store.lockOverlapping(work.tx, { personId, organisationId, procedures, at: work.at })) {
    const codes = former.procedures.filter(({ code, revokedAt }) => !revokedAt && procedures.includes(code)).map(({ code }) => code);
    await endProcedures(work.tx, former.id, { codes, cause: 'replaced', channel: null, at: work.at });
    for (const procedure of codes)
      await append(work, {
        event: 'mandate_procedure_replaced',
        mandate: former,
        person,
        helper,
        organisationId,
        procedure,
        details: { by: mandate.id },
      });
  }
}

function mandateOf(draft: Draft, person: Person, at: Date): Mandate {
  const { helperId, startsAt, expiresAt, agreedAt, termsHash } = draft;
  if (!helperId || !startsAt || !expiresAt || !agreedAt || !termsHash) throw new Refusal('draft_in_another_state');
  return {
    ...{ id: draft.id, journalRef: draft.journalRef, organisationId: draft.organisationId, personId: person.id, helperId },
    ...{ namedHelpers: draft.namedHelpers, duration: draft.duration, language: draft.language },
    ...{ termsHash, startsAt, expiresAt, agreedAt, concludedAt: at, revokedAt: null },
    procedures: draft.procedures.map((code) => ({ code, revokedAt: null, endCause: null })),
  };
}

function sealedTerms({ terms }: Draft): Buffer {
  if (!terms) throw new Refusal('draft_in_another_state');
  return terms;
}

function detailsOf(mandate: Mandate) {
  return {
    procedures: mandate.procedures.map(({ code }) => code),
    duration: mandate.duration,
    starts: mandate.startsAt.toISOString(),
    expires: mandate.expiresAt.toISOString(),
    terms: mandate.termsHash.toString('hex'),
    ...(mandate.namedHelpers && { named_helpers: [...mandate.namedHelpers] }),
  };
}
