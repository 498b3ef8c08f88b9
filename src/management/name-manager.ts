import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { queue } from '../notifications/outbox.ts';
import { staffMail } from '../notifications/staff-messages.ts';
import { helperName, maySignIn } from '../organisations/helper.ts';
import { setRole } from '../organisations/membership-store.ts';
import { closeDoors } from './close-doors.ts';
import type { ActOnHelper } from './managing.ts';
import { requireAnotherManager, requireManaging, requireManagingActive, requireMember } from './require-managing.ts';

/** A manager names another member of the organisation manager too. Naming twice is not an error. */
export async function nameManager(work: Work, act: ActOnHelper): Promise<void> {
  const { managing, helperId } = act;
  const organisation = await requireManagingActive(work, managing, act);
  const { helper, role, suspendedAt } = await requireMember(work, act);
  if (suspendedAt || !maySignIn(helper)) throw new Refusal('member_suspended');
  if (role === 'manager') return;
  await setRole(work.tx, { helperId, organisationId: organisation.id }, 'manager');
  const values = { manager: helperName(managing.helper), organisation: organisation.name };
  await queue(work, staffMail(helper, 'managerNamed', { address: `${managing.publicUrl}/manager`, values }));
  await append(work, { event: 'manager_named', helper, organisationId: organisation.id, details: { by: managing.helper.id } });
}

/** A manager becomes a helper like the others; never the last one. */
export async function removeManager(work: Work, act: ActOnHelper): Promise<void> {
  const { managing, helperId } = act;
  const organisation = await requireManaging(work, managing, act);
  const { helper, role } = await requireMember(work, act);
  if (role !== 'manager') return;
  await requireAnotherManager(work, act);
  const place = { helperId, organisationId: organisation.id };
  await setRole(work.tx, place, 'helper');
  await closeDoors(work, { ...place, by: managing.helper });
  const values = { manager: helperName(managing.helper), organisation: organisation.name };
  await queue(work, staffMail(helper, 'managerRemoved', { address: `${managing.publicUrl}/home`, values }));
  await append(work, { event: 'manager_removed', helper, organisationId: organisation.id, details: { by: managing.helper.id } });
}
