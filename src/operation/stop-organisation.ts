import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { haltOrganisation, resumeOrganisation, tellManagers } from '../management/halt.ts';
import { endOrganisationMandates } from '../mandates/end-organisation-mandates.ts';
import type { Helper } from '../organisations/helper.ts';
import { endInvitations } from '../organisations/invite-candidates.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { lockOrganisationForChange } from '../organisations/membership-store.ts';
import { setOrganisationWithdrawn } from '../organisations/oversight-store.ts';
import { refuseIfSupervised } from '../supervision/suspension-store.ts';

/** An act of an operator on an organisation. */
export interface Stop {
  readonly organisationId: string;
  readonly operator: Helper;
  readonly reason: string;
}

/** Nobody acts for it any more, and what was under way ends at once; its mandates stay. Suspending twice is not an error. */
export function suspendOrganisation(work: Work, { organisationId, operator, reason }: Stop): Promise<void> {
  return haltOrganisation(work, organisationId, { by: operator, reason });
}

/** Its helpers may act again; what a supervisor suspended, a supervisor lifts. */
export async function liftSuspension(work: Work, { organisationId, operator, reason }: Stop): Promise<void> {
  await refuseIfSupervised(work, { kind: 'organisation', target: organisationId });
  await resumeOrganisation(work, organisationId, { by: operator, reason });
}

/** Its certification is taken away: what was under way ends at once, its mandates end, the persons are told. Only a new application brings it back; what was decided on before that is not done to what came back. */
export async function withdrawOrganisation(work: Work, { decidedOn, ...stop }: Stop & { readonly decidedOn?: Date }): Promise<void> {
  const organisation = await lock(work, stop);
  if (organisation.withdrawnAt) return;
  if (decidedOn && organisation.certifiedAt && organisation.certifiedAt > decidedOn) throw new Refusal('request_outdated');
  await setOrganisationWithdrawn(work.tx, organisation.id, work.at);
  await endInvitations(work, organisation.id); // none works again if it comes back
  const { reason } = stop;
  await endOrganisationMandates(work, { organisationId: organisation.id, cause: 'organisation_withdrawn', intoId: null, reason });
  await tellManagers(work, organisation, { news: 'withdrawn', reason: stop.reason });
  await append(work, entryOf('organisation_withdrawn', stop));
}

async function lock(work: Work, { organisationId }: Stop): Promise<Organisation> {
  const organisation = await lockOrganisationForChange(work.tx, organisationId);
  if (!organisation) throw new Refusal('organisation_unknown');
  return organisation;
}

function entryOf(event: 'organisation_withdrawn', { operator, organisationId, reason }: Stop) {
  return { event, helper: operator, organisationId, details: { reason } };
}
