import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { endOrganisationMandates } from '../mandates/end-organisation-mandates.ts';
import { endUses } from '../mandates/use-store.ts';
import { organisationMail, type OrganisationNews } from '../notifications/organisation-messages.ts';
import { queue } from '../notifications/outbox.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { listManagersOf, lockOrganisationForChange, setOrganisationWithdrawn } from '../organisations/oversight-store.ts';
import { setOrganisationSuspended } from '../organisations/store.ts';

/** An act of an operator on an organisation. */
export interface Stop {
  readonly organisationId: string;
  readonly operator: Helper;
  readonly reason: string;
}

/** Nobody acts for it any more, and what was under way ends at once; its mandates stay. Suspending twice is not an error. */
export async function suspendOrganisation(work: Work, stop: Stop): Promise<void> {
  const organisation = await lock(work, stop);
  if (organisation.suspendedAt) return;
  await setOrganisationSuspended(work.tx, organisation.id, work.at);
  await endUses(work.tx, { organisationId: organisation.id }, work.at);
  await tellManagers(work, organisation, { news: 'suspended', reason: stop.reason });
  await append(work, entryOf('organisation_suspended', stop));
}

/** Its helpers may act again. */
export async function liftSuspension(work: Work, stop: Stop): Promise<void> {
  const organisation = await lock(work, stop);
  if (!organisation.suspendedAt) return;
  await setOrganisationSuspended(work.tx, organisation.id, null);
  await tellManagers(work, organisation, { news: 'lifted', reason: stop.reason });
  await append(work, entryOf('organisation_suspension_lifted', stop));
}

/** Its certification is taken away: what was under way ends at once, its mandates end, the persons are told. Only a new application brings it back; what was decided on before that is not done to what came back. */
export async function withdrawOrganisation(work: Work, { decidedOn, ...stop }: Stop & { readonly decidedOn?: Date }): Promise<void> {
  const organisation = await lock(work, stop);
  if (organisation.withdrawnAt) return;
  if (decidedOn && organisation.certifiedAt && organisation.certifiedAt > decidedOn) throw new Refusal('request_outdated');
  await setOrganisationWithdrawn(work.tx, organisation.id, work.at);
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

async function tellManagers(
  work: Work,
  { id, name }: Organisation,
  { news, reason }: { readonly news: OrganisationNews; readonly reason: string },
): Promise<void> {
  for (const manager of await listManagersOf(work.tx, id))
    await queue(work, organisationMail(manager, news, { organisation: name, reason }));
}

function entryOf(
  event: 'organisation_suspended' | 'organisation_suspension_lifted' | 'organisation_withdrawn',
  { operator, organisationId, reason }: Stop,
) {
  return { event, helper: operator, organisationId, details: { reason } };
}
