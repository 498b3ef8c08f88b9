import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { findMember, listManagers, lockMember, lockOrganisationForChange, type Member } from '../organisations/membership-store.ts';
import { maySignIn } from '../organisations/helper.ts';
import { type Organisation, organisationObstacle } from '../organisations/organisation.ts';
import { lockHelperForUse } from '../organisations/store.ts';
import type { ActOnHelper, Managing } from './managing.ts';

/**
 * The organisation, held alone, if whoever acts still manages it: asked again in the transaction of the act, since a page may have been open
 * for an hour. One act at a time changes who manages; whoever halts the manager waits for this act, and finds what it did.
 */
export async function requireManaging({ tx }: Work, { helper, organisation }: Managing): Promise<Organisation> {
  const locked = await lockOrganisationForChange(tx, organisation.id);
  await lockHelperForUse(tx, helper.id);
  const me = await findMember(tx, { helperId: helper.id, organisationId: organisation.id });
  if (!locked || me?.role !== 'manager' || me.suspendedAt || !maySignIn(me.helper)) throw new Refusal('manager_required');
  return locked;
}

/** The same, for what gives more than there was: an organisation that may not act gives nothing. */
export async function requireManagingActive(work: Work, managing: Managing): Promise<Organisation> {
  const organisation = await requireManaging(work, managing);
  const no = organisationObstacle(organisation, work.at);
  if (no) throw new Refusal(no);
  return organisation;
}

/** A helper of the manager's own organisation, held alone. Another's and nobody are the same answer. */
export async function requireMember({ tx }: Work, { managing, helperId }: ActOnHelper): Promise<Member> {
  const member = await lockMember(tx, { helperId, organisationId: managing.organisation.id });
  if (!member) throw new Refusal('helper_unknown');
  return member;
}

/** Somebody else must manage the organisation, and be let in, before this one stops. The organisation is held: two at once are not both the other. */
export async function requireAnotherManager({ tx }: Work, { managing, helperId }: ActOnHelper): Promise<void> {
  const managers = await listManagers(tx, managing.organisation.id);
  if (!managers.some(({ id }) => id !== helperId)) throw new Refusal('last_manager');
}
