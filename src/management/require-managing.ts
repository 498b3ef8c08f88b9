import type { Tx, Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import * as members from '../organisations/membership-store.ts';
import { maySignIn } from '../organisations/helper.ts';
import { type Organisation, organisationObstacle } from '../organisations/organisation.ts';
import { lockHelperForUse } from '../organisations/store.ts';
import type { ActOnHelper, Managing } from './managing.ts';

/**
 * The organisation, held alone, if whoever acts still manages it: asked again in the transaction of the act, since a page may have been open
 * for an hour. One act at a time changes who manages; whoever halts the manager waits for this act, and finds what it did. Whom it is about is
 * held too.
 */
export async function requireManaging(
  { tx }: Work,
  { helper, organisation }: Managing,
  about: { readonly helperId?: string } = {},
): Promise<Organisation> {
  const locked = await members.lockOrganisationForChange(tx, organisation.id);
  await holdHelpers(tx, helper.id, about.helperId);
  const me = await members.findMember(tx, { helperId: helper.id, organisationId: organisation.id });
  if (!locked || me?.role !== 'manager' || me.suspendedAt || !maySignIn(me.helper)) throw new Refusal('manager_required');
  return locked;
}

/** The same, for what gives more than there was: an organisation that may not act gives nothing. */
export async function requireManagingActive(
  work: Work,
  managing: Managing,
  about: { readonly helperId?: string } = {},
): Promise<Organisation> {
  const organisation = await requireManaging(work, managing, about);
  const no = organisationObstacle(organisation, work.at);
  if (no) throw new Refusal(no);
  return organisation;
}

/** A helper of the manager's own organisation, held alone. Another's and nobody are the same answer. */
export async function requireMember({ tx }: Work, { managing, helperId }: ActOnHelper): Promise<members.Member> {
  const member = await members.lockMember(tx, { helperId, organisationId: managing.organisation.id });
  if (!member) throw new Refusal('helper_unknown');
  return member;
}

/** Somebody else must manage the organisation, and be let in, before this one stops. The organisation is held: two at once are not both the other. */
export async function requireAnotherManager({ tx }: Work, { managing, helperId }: ActOnHelper): Promise<void> {
  const managers = await members.listManagers(tx, managing.organisation.id);
  if (!managers.some(({ id }) => id !== helperId)) throw new Refusal('last_manager');
}

/** In the order of their ids, as wherever several are held: two managers may act on each other, each in an organisation of their own. */
async function holdHelpers(tx: Tx, managerId: string, helperId?: string): Promise<void> {
  for (const id of [...new Set([managerId, helperId ?? managerId])].sort())
    await (id === helperId ? members.lockHelperForChange(tx, id) : lockHelperForUse(tx, id));
}
