import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { listWithoutHelper } from '../mandates/named-store.ts';
import { queue } from '../notifications/outbox.ts';
import { staffMail } from '../notifications/staff-messages.ts';
import { helperName } from '../organisations/helper.ts';
import { listManagers, setLeft } from '../organisations/membership-store.ts';
import { closeDoors } from './close-doors.ts';
import { endAccess } from './end-access.ts';
import type { ActOnHelper, Managing } from './managing.ts';
import { requireAnotherManager, requireManaging, requireMember } from './require-managing.ts';

/**
 * A helper leaves the organisation: access ends at once, the mandates stay with the organisation. Managers are told of the mandates that
 * named nobody else. The last manager cannot be removed, nor remove themself.
 */
export async function removeHelper(work: Work, act: ActOnHelper): Promise<void> {
  const { managing, helperId } = act;
  const organisation = await requireManaging(work, managing, act);
  const { helper, role } = await requireMember(work, act);
  if (role === 'manager') await requireAnotherManager(work, act);
  const place = { helperId, organisationId: organisation.id };
  await setLeft(work.tx, place, work.at);
  await endAccess(work, place);
  await closeDoors(work, { ...place, by: managing.helper });
  const values = { manager: helperName(managing.helper), organisation: organisation.name };
  await queue(work, staffMail(helper, 'removed', { address: `${managing.publicUrl}/help`, values }));
  await warnOfOrphans(work, managing, helperId);
  await append(work, { event: 'helper_left', helper, organisationId: organisation.id, details: { by: managing.helper.id } });
}

/** One mail to each manager, however many mandates lost their last helper. */
async function warnOfOrphans(work: Work, { organisation, publicUrl }: Managing, helperId: string): Promise<void> {
  const orphans = await listWithoutHelper(work.tx, { organisationId: organisation.id, at: work.at, naming: helperId, limit: 1 });
  if (orphans.length === 0) return;
  const about = { address: `${publicUrl}/manager/mandates?without=helper`, values: { organisation: organisation.name } };
  for (const manager of await listManagers(work.tx, organisation.id)) {
    await queue(work, staffMail(manager, 'mandateWithoutHelper', about));
  }
}
