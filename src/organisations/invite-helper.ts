import { randomUUID } from 'node:crypto';
import { after } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { queue } from '../notifications/outbox.ts';
import { staffMail } from '../notifications/staff-messages.ts';
import { newSecret } from '../vault.ts';
import { type Helper, helperName, type Role } from './helper.ts';
import { invitationLifetime } from './invitation.ts';
import * as store from './invitation-store.ts';
import type { Organisation } from './organisation.ts';

/** Who is asked to join, and as what. */
export interface Invited {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly role: Role;
}

/** A manager asks somebody to join their organisation. A former invitation of the same address is taken back: one link works, the last one sent. */
export async function inviteHelper(
  work: Work,
  {
    manager,
    organisation,
    invited,
    publicUrl,
  }: { readonly manager: Helper; readonly organisation: Organisation; readonly invited: Invited; readonly publicUrl: string },
): Promise<void> {
  const { value, hash } = newSecret();
  const expiresAt = after(work.at, invitationLifetime);
  await store.cancelInvitations(work.tx, { organisationId: organisation.id, email: invited.email }, work.at);
  await store.insertInvitation(work.tx, {
    ...{ ...invited, id: randomUUID(), tokenHash: hash, organisationId: organisation.id, invitedBy: manager.id },
    ...{ createdAt: work.at, expiresAt },
  });
  const values = { manager: helperName(manager), organisation: organisation.name, until: expiresAt };
  await queue(work, {
    ...staffMail({ email: invited.email, subjectRef: null }, 'invited', { address: `${publicUrl}/invitation/${value}`, values }),
    expiresAt,
  });
  const { email, role } = invited;
  await append(work, { event: 'helper_invited', helper: manager, organisationId: organisation.id, details: { email, role } });
}

/** A manager takes an invitation of their organisation back: its link does not work any more. Twice is not an error. */
export async function cancelInvitation(
  work: Work,
  { manager, organisationId, id }: { readonly manager: Helper; readonly organisationId: string; readonly id: string },
): Promise<void> {
  if (!(await store.cancelInvitations(work.tx, { organisationId, id }, work.at))) return;
  await append(work, { event: 'invitation_cancelled', helper: manager, organisationId });
}
