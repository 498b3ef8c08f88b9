import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import type { Candidate } from './application.ts';
import { findApplication } from './application-store.ts';
import * as store from './candidate-store.ts';
import { inviteHelper } from './invite-helper.ts';
import { cancelInvitations, listInvitedByEmail } from './invitation-store.ts';
import { listManagers } from './membership-store.ts';
import { organisationObstacle } from './organisation.ts';
import { listMembersByEmail } from './roster-store.ts';
import { lockOrganisationForUse } from './store.ts';

/** How many in one transaction: short enough that nobody waits for it. */
const batch = 50;

/**
 * Goes on inviting whom accepted applications named, a batch in each transaction, until nobody is left: cut off anywhere, the next who comes goes
 * on from there. Several instances share the work. Each application by itself: one that fails keeps no other from being seen to, and is what is
 * thrown once all were. Returns how many were taken care of.
 */
export async function inviteCandidates(needs: WorkNeeds & { readonly publicUrl: string }): Promise<number> {
  let total = 0;
  const failed: Error[] = [];
  for (const inviting of await store.listInviting(needs.db))
    try {
      for (let done = -1; done !== 0; total += done)
        done = await atomically(needs, (work) => inviteSomeCandidates(work, inviting, needs.publicUrl));
    } catch (cause) {
      failed.push(new Error(`nobody of application ${inviting.id} could be invited`, { cause }));
    }
  if (failed.length > 0) throw new AggregateError(failed, `applications whose people could not be invited: ${String(failed.length)}`);
  return total;
}

/**
 * The next of them, in the name of the manager whom the application named, or of another once that one is let in no more; nobody while the
 * organisation may not act or has no manager: they wait. Whoever became a member, or was invited by hand meanwhile, is passed over.
 */
export async function inviteSomeCandidates(work: Work, { id, organisationId }: store.Inviting, publicUrl: string): Promise<number> {
  const organisation = await lockOrganisationForUse(work.tx, organisationId);
  if (!organisation || organisationObstacle(organisation, work.at)) return 0;
  const inviting = await store.lockInviting(work.tx, id);
  const managers = await listManagers(work.tx, organisationId);
  const manager = managers.find((one) => one.id === inviting?.managerId) ?? managers[0];
  if (!inviting || !manager) return 0;
  const all = (await findApplication(work.tx, work.vault, id))?.people?.helpers;
  if (!all) throw new Error('the people of the application cannot be read: its key is gone');
  const some = all.slice(inviting.count, inviting.count + batch);
  for (const candidate of await strangers(work, { organisationId, since: inviting.since, candidates: some }))
    await inviteHelper(work, { manager, organisation, invited: { ...candidate, role: 'helper' }, publicUrl });
  const count = inviting.count + some.length;
  await store.setInvited(work.tx, id, { count, isLast: count >= all.length });
  return some.length;
}

async function strangers(
  { tx }: Work,
  { candidates, ...of }: { readonly organisationId: string; readonly since: Date; readonly candidates: readonly Candidate[] },
): Promise<Candidate[]> {
  const emails = candidates.map(({ email }) => email);
  const members = await listMembersByEmail(tx, of.organisationId, emails);
  const known = [...members, ...(await listInvitedByEmail(tx, { ...of, emails }))];
  return candidates.filter(({ email }) => !known.includes(email.toLowerCase()));
}

/** An organisation that ends waits for nobody: what it sent is taken back, and whom it was still to invite is not invited. */
export async function endInvitations({ tx, at }: Work, organisationId: string): Promise<void> {
  await cancelInvitations(tx, { organisationId, all: true }, at);
  await store.setInvitingEnded(tx, organisationId);
}
