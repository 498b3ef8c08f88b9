import type { Work } from '../db/database.ts';
import { countOpenCases } from '../cases/store.ts';
import { Refusal } from '../errors.ts';
import { moveCards } from '../identity/move-cards.ts';
import { append } from '../journal/append.ts';
import { endOrganisationMandates } from '../mandates/end-organisation-mandates.ts';
import { queue } from '../notifications/outbox.ts';
import { staffMail } from '../notifications/staff-messages.ts';
import { endInvitations } from '../organisations/invite-candidates.ts';
import { type Organisation, organisationObstacle } from '../organisations/organisation.ts';
import { lockOrganisationForChange } from '../organisations/membership-store.ts';
import { listManagersOf, setOrganisationWithdrawn } from '../organisations/oversight-store.ts';

/** An organisation that is to end, for a reason its persons and members are given. */
interface Closing {
  readonly organisationId: string;
  readonly reason: string;
}

interface Merging extends Closing {
  readonly intoId: string;
  readonly publicUrl: string;
}

/** An organisation ends: nobody acts for it from now on. Its mandates end and its members leave, a batch after the other (`carryOutEndings`). */
export async function closeOrganisation(work: Work, { organisationId, reason }: Closing): Promise<void> {
  const organisation = await requireClosable(work, organisationId);
  await stop(work, organisation);
  await endOrganisationMandates(work, { organisationId, cause: 'organisation_closed', intoId: null, reason });
  await append(work, { event: 'organisation_closed', organisationId, details: { reason } });
}

/**
 * An organisation joins another: nobody acts for it from now on. Its mandates end, since the persons chose that organisation and no other; its
 * members and its cards move, a batch after the other.
 */
export async function mergeOrganisations(work: Work, { organisationId, intoId, reason, publicUrl }: Merging): Promise<void> {
  if (organisationId === intoId) throw new Refusal('organisation_of_itself');
  for (const id of [organisationId, intoId].sort()) await lockOrganisationForChange(work.tx, id); // in one order
  const organisation = await requireClosable(work, organisationId);
  const into = await requireReceiving(work, intoId);
  await stop(work, organisation);
  await moveCards(work, { from: organisationId, into: intoId });
  await endOrganisationMandates(work, { organisationId, cause: 'organisation_merged', intoId, reason });
  const values = { organisation: organisation.name, into: into.name };
  for (const manager of await listManagersOf(work.tx, intoId))
    await queue(work, staffMail(manager, 'organisationReceives', { address: `${publicUrl}/manager`, values }));
  await append(work, { event: 'organisation_merged', organisationId, details: { into: intoId, reason } });
}

/** Suspended or with a certification that ran out, it may end all the same; ended before, or with somebody's case to answer, it may not. */
async function requireClosable(work: Work, organisationId: string): Promise<Organisation> {
  const organisation = await lockOrganisationForChange(work.tx, organisationId);
  if (!organisation) throw new Refusal('organisation_unknown');
  if (organisation.withdrawnAt || !organisation.certifiedAt) throw new Refusal('organisation_not_certified');
  if ((await countOpenCases(work.tx, organisationId)) > 0) throw new Refusal('organisation_has_open_cases');
  return organisation;
}

/** Certified, and not suspended. */
async function requireReceiving(work: Work, organisationId: string): Promise<Organisation> {
  const organisation = await lockOrganisationForChange(work.tx, organisationId);
  if (!organisation) throw new Refusal('organisation_unknown');
  const no = organisationObstacle(organisation, work.at);
  if (no) throw new Refusal(no);
  return organisation;
}

async function stop(work: Work, { id }: Organisation): Promise<void> {
  await setOrganisationWithdrawn(work.tx, id, work.at);
  await endInvitations(work, id);
}
