import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { deleteOtherSessions, deleteSessionsOf } from '../http/store.ts';
import { append } from '../journal/append.ts';
import { endUses } from '../mandates/use-store.ts';
import { organisationMail, type OrganisationNews } from '../notifications/organisation-messages.ts';
import { queue } from '../notifications/outbox.ts';
import { haltedMail } from '../notifications/staff-messages.ts';
import type { Helper } from '../organisations/helper.ts';
import { listManagedBy, lockHelperForChange, lockOrganisationForChange } from '../organisations/membership-store.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { listManagersOf, listMemberIds } from '../organisations/oversight-store.ts';
import { setHelperSuspended, setOrganisationSuspended } from '../organisations/store.ts';
import { closeDoors } from './close-doors.ts';

/** A decision above the organisations, by an operator or a supervisor. */
export interface Halt {
  readonly by: Helper;
  readonly reason: string;
}

/** Nobody acts for it any more: what was under way and the sessions there end at once; its mandates stay. Suspending twice is not an error. */
export async function haltOrganisation(work: Work, organisationId: string, halt: Halt): Promise<void> {
  const organisation = await lockOrganisation(work, organisationId);
  if (organisation.suspendedAt) return;
  await setOrganisationSuspended(work.tx, organisationId, work.at);
  await deleteSessionsOf(work.tx, await listMemberIds(work.tx, organisationId));
  await endUses(work.tx, { organisationId }, work.at);
  await tellManagers(work, organisation, { news: 'suspended', reason: halt.reason });
  await append(work, { event: 'organisation_suspended', helper: halt.by, organisationId, details: { reason: halt.reason } });
}

/** Its helpers may act again. */
export async function resumeOrganisation(work: Work, organisationId: string, { by, reason }: Halt): Promise<void> {
  const organisation = await lockOrganisation(work, organisationId);
  if (!organisation.suspendedAt) return;
  await setOrganisationSuspended(work.tx, organisationId, null, work.at);
  await tellManagers(work, organisation, { news: 'lifted', reason });
  await append(work, { event: 'organisation_suspension_lifted', helper: by, organisationId, details: { reason } });
}

/** A helper does not act any more, anywhere: their sessions, what they had under way and the managers they invited end at once. By nobody: by a rule. Suspending twice is not an error. */
export async function haltHelper(
  work: Work,
  helperId: string,
  { by, reason }: { readonly by: Helper | null; readonly reason: string },
): Promise<void> {
  const helper = await lockHelper(work, helperId);
  await setHelperSuspended(work.tx, helperId, helper.suspendedAt ?? work.at, work.at); // idleness, which a manager lifts, becomes a decision
  if (helper.suspendedAt) return;
  await deleteOtherSessions(work.tx, { helperId, except: null });
  await endUses(work.tx, { helperId }, work.at);
  for (const organisationId of await listManagedBy(work.tx, helperId)) await closeDoors(work, { helperId, organisationId, by });
  await queue(work, haltedMail(helper, 'halted', reason));
  await append(work, { event: 'helper_suspended', helper, details: { ...(by && { by: by.id }), reason } });
}

/** The helper may act again, as far as their certification goes. */
export async function resumeHelper(work: Work, helperId: string, { by, reason }: Halt): Promise<void> {
  const helper = await lockHelper(work, helperId);
  if (!helper.suspendedAt) return;
  await setHelperSuspended(work.tx, helperId, null, work.at);
  await queue(work, haltedMail(helper, 'resumed', reason));
  await append(work, { event: 'helper_reactivated', helper, details: { by: by.id, reason } });
}

/** What an operator or a supervisor decided, told to those who manage the organisation. */
export async function tellManagers(
  work: Work,
  { id, name }: Organisation,
  { news, reason }: { readonly news: OrganisationNews; readonly reason: string },
): Promise<void> {
  for (const manager of await listManagersOf(work.tx, id))
    await queue(work, organisationMail(manager, news, { organisation: name, reason }));
}

async function lockOrganisation(work: Work, id: string): Promise<Organisation> {
  const organisation = await lockOrganisationForChange(work.tx, id);
  if (!organisation) throw new Refusal('organisation_unknown');
  return organisation;
}

/** Operators and supervisors are no helpers: whoever runs or watches the service is stopped elsewhere. */
async function lockHelper(work: Work, id: string): Promise<Helper> {
  const helper = await lockHelperForChange(work.tx, id);
  if (helper?.duty !== 'helper') throw new Refusal('helper_unknown');
  return helper;
}
