import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { enrolledMail } from '../notifications/application-messages.ts';
import { queue } from '../notifications/outbox.ts';
import { type Helper, helperObstacle, maySignIn } from '../organisations/helper.ts';
import { listManagers, lockMember, lockOrganisationForChange, setRole } from '../organisations/membership-store.ts';

interface Gift {
  readonly organisationId: string;
  readonly helperId: string;
  readonly operator: Helper;
  readonly publicUrl: string;
}

/** A member manages an organisation whose managers are all gone. Refused once somebody manages it: they name others themselves. */
export async function giveManager(work: Work, { organisationId, helperId, operator, publicUrl }: Gift): Promise<void> {
  const organisation = await lockOrganisationForChange(work.tx, organisationId);
  if (!organisation) throw new Refusal('organisation_unknown');
  if ((await listManagers(work.tx, organisationId)).length > 0) throw new Refusal('organisation_has_managers');
  const member = await lockMember(work.tx, { helperId, organisationId });
  if (!member) throw new Refusal('helper_unknown');
  const { helper, suspendedAt } = member;
  if (suspendedAt || !maySignIn(helper)) throw new Refusal(helperObstacle(helper, work.at) ?? 'helper_suspended');
  await setRole(work.tx, { helperId, organisationId }, 'manager');
  await queue(work, enrolledMail(helper, { organisation: organisation.name, address: `${publicUrl}/manager` }));
  await append(work, { event: 'manager_named', helper, organisationId, details: { by: operator.id } });
}
