import { randomUUID } from 'node:crypto';
import { after } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Language } from '../http/languages.ts';
import { append } from '../journal/append.ts';
import { type Helper, helperObstacle } from '../organisations/helper.ts';
import { type Organisation, organisationObstacle } from '../organisations/organisation.ts';
import { type Draft, draftLifetime } from './draft.ts';
import * as store from './draft-store.ts';
import { type Duration, isRenewable } from './mandate.ts';
import { requireNameable } from './named-helpers.ts';
import type { Procedure } from './procedures.ts';
import { findMandate } from './store.ts';

export interface NewDraft {
  readonly helper: Helper;
  readonly organisation: Organisation;
  readonly procedures: readonly Procedure[];
  readonly duration: Duration;
  readonly language: Language;
  /** Who alone may use it; none given: any certified helper of the organisation. */
  readonly namedHelpers?: readonly string[] | null;
  /** The mandate to renew; none when it is a first one. */
  readonly renews?: string | undefined;
}

/** A helper prepares a mandate: what for, how long, in which language. Refused to who may not act, and for what the organisation excludes. */
export async function draftMandate(work: Work, { helper, organisation, renews, namedHelpers = null, ...terms }: NewDraft): Promise<Draft> {
  const no = helperObstacle(helper, work.at) ?? organisationObstacle(organisation, work.at);
  if (no) throw new Refusal(no);
  if (terms.procedures.some((code) => organisation.excludedProcedures.includes(code)))
    throw new Refusal('procedure_excluded_by_organisation');
  await requireNameable(work, { organisationId: organisation.id, named: namedHelpers });
  if (renews !== undefined) await requireRenewable(work, { mandateId: renews, organisationId: organisation.id });
  const draft: Draft = {
    ...{ personId: null, startsAt: null, expiresAt: null, terms: null, termsHash: null, agreedAt: null, endCause: null },
    ...{ requestedAt: null, offeredAt: null, reply: null },
    ...{ id: randomUUID(), journalRef: randomUUID(), organisationId: organisation.id, helperId: helper.id },
    ...{ ...terms, namedHelpers, renews: renews ?? null, state: 'draft', createdAt: work.at, lapsesAt: after(work.at, draftLifetime) },
  };
  await store.insertDraft(work.tx, draft);
  await append(work, {
    event: 'mandate_drafted',
    mandate: draft,
    helper,
    organisationId: organisation.id,
    details: { ...terms, procedures: [...terms.procedures], ...named(namedHelpers), ...(renews !== undefined && { renews }) },
  });
  return draft;
}

async function requireRenewable(
  work: Work,
  { mandateId, organisationId }: { readonly mandateId: string; readonly organisationId: string },
): Promise<void> {
  const mandate = await findMandate(work.tx, mandateId);
  if (mandate?.organisationId !== organisationId) throw new Refusal('mandate_unknown');
  if (!isRenewable(mandate, work.at)) throw new Refusal('mandate_not_renewable');
}

function named(helpers: readonly string[] | null): { readonly named_helpers?: string[] } {
  return helpers ? { named_helpers: [...helpers] } : {};
}
