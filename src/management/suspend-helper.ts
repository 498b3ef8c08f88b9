import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { queue } from '../notifications/outbox.ts';
import { staffMail } from '../notifications/staff-messages.ts';
import { helperName } from '../organisations/helper.ts';
import { findSuspendedFor, setStanding, setSignedIn } from '../organisations/standing-store.ts';
import { insertSuspension, setSuspensionLifted } from '../organisations/membership-store.ts';
import { closeDoors } from './close-doors.ts';
import { endAccess } from './end-access.ts';
import type { ActOnHelper } from './managing.ts';
import { requireAnotherManager, requireManaging, requireManagingActive, requireMember } from './require-managing.ts';

/** A helper may not act for this organisation any more, until a manager restores it. At once; suspending twice is not an error. */
export async function suspendHelper(work: Work, { reason, ...act }: ActOnHelper & { readonly reason: string }): Promise<void> {
  const { managing, helperId } = act;
  const organisation = await requireManaging(work, managing, act);
  const { helper, role, suspendedAt } = await requireMember(work, act);
  if (suspendedAt) return;
  if (role === 'manager') await requireAnotherManager(work, act);
  const place = { helperId, organisationId: organisation.id };
  await insertSuspension(work.tx, place, work.at);
  await endAccess(work, place);
  await closeDoors(work, { ...place, by: managing.helper });
  const values = { manager: helperName(managing.helper), organisation: organisation.name, reason };
  await queue(work, staffMail(helper, 'suspended', { address: `${managing.publicUrl}/help`, values }));
  const details = { by: managing.helper.id, reason };
  await append(work, { event: 'helper_suspended', helper, organisationId: organisation.id, details });
}

/** A helper may act again: what managers of this organisation suspended, or idleness. What was decided above the organisation stays. */
export async function reactivateHelper(work: Work, act: ActOnHelper): Promise<void> {
  const { managing, helperId } = act;
  const organisation = await requireManagingActive(work, managing, act);
  const { helper, suspendedAt } = await requireMember(work, act);
  if (helper.withdrawnAt || (helper.suspendedAt && (await findSuspendedFor(work.tx, helperId)) !== 'inactivity'))
    throw new Refusal('not_for_a_manager_to_lift');
  if (!suspendedAt && !helper.suspendedAt) return;
  await setSuspensionLifted(work.tx, { helperId, organisationId: organisation.id }, work.at);
  if (helper.suspendedAt) await setStanding(work.tx, helperId, { since: work.at, suspendedAt: null });
  await setSignedIn(work.tx, helperId, work.at); // idleness is counted anew
  const values = { manager: helperName(managing.helper), organisation: organisation.name };
  await queue(work, staffMail(helper, 'reactivated', { address: `${managing.publicUrl}/sign-in`, values }));
  await append(work, { event: 'helper_reactivated', helper, organisationId: organisation.id, details: { by: managing.helper.id } });
}
