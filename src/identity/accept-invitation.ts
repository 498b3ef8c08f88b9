import { randomUUID } from 'node:crypto';
import type { Db, Tx, Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Language } from '../http/texts.ts';
import { append } from '../journal/append.ts';
import { createSubject } from '../journal/subject-keys.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Invitation } from '../organisations/invitation.ts';
import { findInvitation, redeemInvitation } from '../organisations/invitation-store.ts';
import { findMember } from '../organisations/membership-store.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { organisationObstacle } from '../organisations/organisation.ts';
import * as organisations from '../organisations/store.ts';
import { hashSecret } from '../vault.ts';
import { requestLink } from './sign-in-helper.ts';

/** An invitation, who sends it, and whether its address has an account that can sign in: then that account must answer it. */
export interface ReceivedInvitation {
  readonly invitation: Invitation;
  readonly organisation: Organisation;
  readonly mustSignIn: boolean;
}

/** What a link leads to while it may be answered; used, taken back, late and unknown are the same no. */
export async function readInvitation(db: Db, token: string, at: Date): Promise<ReceivedInvitation> {
  const invitation = await findInvitation(db, hashSecret(token), at);
  const organisation = invitation && (await organisations.findOrganisation(db, invitation.organisationId));
  if (!organisation) throw new Refusal('invitation_not_redeemable');
  const account = await organisations.findHelperByEmail(db, invitation.email);
  return { invitation, organisation, mustSignIn: account !== undefined && (await canSignIn(db, account)) };
}

/**
 * Somebody without an account accepts. The link proves nothing, it may have been forwarded: the account is made for the mailbox that was
 * invited, which alone receives the link to sign in, and puts a second factor in place.
 */
export async function acceptAsNew(
  work: Work,
  { token, language, publicUrl }: { readonly token: string; readonly language: Language; readonly publicUrl: string },
): Promise<void> {
  const { invitation, organisation } = await redeemed(work, token);
  const known = await organisations.findHelperByEmail(work.tx, invitation.email);
  if (known && (known.duty !== 'helper' || (await canSignIn(work.tx, known)))) throw new Refusal('invitation_not_redeemable');
  await join(work, { helper: known ?? (await newAccount(work, invitation)), invitation, organisation });
  await requestLink(work, { email: invitation.email, language, publicUrl });
}

/** A helper with an account accepts, signed in: only the account of the address that was invited. */
export async function acceptAs(work: Work, { token, helper }: { readonly token: string; readonly helper: Helper }): Promise<Organisation> {
  const { invitation, organisation } = await redeemed(work, token);
  if (invitation.email.toLowerCase() !== helper.email.toLowerCase() || helper.duty !== 'helper')
    throw new Refusal('invitation_not_redeemable');
  await join(work, { helper, invitation, organisation });
  return organisation;
}

async function redeemed(work: Work, token: string): Promise<{ invitation: Invitation; organisation: Organisation }> {
  const tokenHash = hashSecret(token);
  const found = await findInvitation(work.tx, tokenHash, work.at);
  const organisation = found && (await organisations.lockOrganisationForUse(work.tx, found.organisationId)); // first, as whoever takes it back does
  const invitation = organisation && (await redeemInvitation(work.tx, tokenHash, work.at));
  if (!invitation) throw new Refusal('invitation_not_redeemable');
  const no = organisationObstacle(organisation, work.at);
  if (no) throw new Refusal(no);
  return { invitation, organisation };
}

/** Whoever left every organisation cannot sign in any more: an invitation brings them back. */
async function canSignIn(db: Db | Tx, { id, duty }: Helper): Promise<boolean> {
  return duty !== 'helper' || ((await organisations.findStaff(db, id))?.belongings.length ?? 0) > 0;
}

async function newAccount(work: Work, { email, givenName, familyName }: Invitation): Promise<Helper> {
  const helper: Helper = {
    ...{ id: randomUUID(), subjectRef: await createSubject(work), email, givenName, familyName, duty: 'helper' },
    ...{ certifiedAt: null, certificationExpiresAt: null, suspendedAt: null, withdrawnAt: null },
  };
  await organisations.insertHelper(work.tx, helper, work.at);
  return helper;
}

interface Joining {
  readonly helper: Helper;
  readonly invitation: Invitation;
  readonly organisation: Organisation;
}

async function join(work: Work, { helper, invitation, organisation }: Joining): Promise<void> {
  const place = { helperId: helper.id, organisationId: organisation.id };
  const { role, invitedBy: by } = invitation;
  if (await findMember(work.tx, place)) throw new Refusal('invitation_not_redeemable'); // perhaps suspended: not lifted this way
  await organisations.insertMembership(work.tx, { ...place, role, joinedAt: work.at });
  await append(work, { event: 'helper_joined', helper, organisationId: organisation.id, details: { role, by, invitation: invitation.id } });
}
