import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { queue } from '../notifications/outbox.ts';
import { staffMail } from '../notifications/staff-messages.ts';
import { type Helper, maySignIn } from '../organisations/helper.ts';
import { listManagers, lockMember, lockOrganisationForChange, setRole } from '../organisations/membership-store.ts';
import type { Organisation } from '../organisations/organisation.ts';

interface Gift {
  readonly organisationId: string;
  readonly helperId: string;
}

/** A member manages an organisation whose managers are all gone; they are told. */
export async function giveManager(work: Work, gift: Gift & { readonly operator: Helper; readonly publicUrl: string }): Promise<void> {
  const { organisation, helper } = await requireUnmanaged(work, gift);
  await setRole(work.tx, gift, 'manager');
  const values = { organisation: organisation.name };
  await queue(work, staffMail(helper, 'managerGiven', { address: `${gift.publicUrl}/manager`, values }));
  await append(work, { event: 'manager_named', helper, organisationId: organisation.id, details: { by: gift.operator.id } });
}

/**
 * The organisation and its member, held, if nobody manages it and they may: asked when it is wanted, and again when it is done. Once somebody
 * manages it, they name others themselves; a withdrawn one only comes back with its own.
 */
export async function requireUnmanaged(
  { tx }: Work,
  { organisationId, helperId }: Gift,
): Promise<{ readonly organisation: Organisation; readonly helper: Helper }> {
  const organisation = await lockOrganisationForChange(tx, organisationId);
  if (!organisation || organisation.withdrawnAt) throw new Refusal('organisation_unknown');
  if ((await listManagers(tx, organisationId)).length > 0) throw new Refusal('organisation_has_managers');
  const member = await lockMember(tx, { helperId, organisationId });
  if (!member) throw new Refusal('helper_unknown');
  if (member.suspendedAt || !maySignIn(member.helper)) throw new Refusal('member_suspended');
  return { organisation, helper: member.helper };
}
