import { after, minute } from '../clock.ts';
import type { Db, Tx, Work, WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append, appendAlone, type Entry } from '../journal/append.ts';
import type { Language } from '../http/texts.ts';
import { signInLink } from '../notifications/messages.ts';
import { queue } from '../notifications/outbox.ts';
import { maySignIn, type Helper } from '../organisations/helper.ts';
import { setSignedIn } from '../organisations/standing-store.ts';
import { lockHelperForChange } from '../organisations/membership-store.ts';
import * as organisations from '../organisations/store.ts';
import { hashSecret, newSecret } from '../vault.ts';
import * as store from './store.ts';

/** The two first factors there are. */
export type Way = 'link' | 'proconnect';

/** Somebody asks for a link by mail. Whoever it is, the answer is the same: only a mailbox of ours learns more. */
export async function requestLink(
  work: Work,
  { email, language, publicUrl }: { readonly email: string; readonly language: Language; readonly publicUrl: string },
): Promise<void> {
  const helper = await organisations.findHelperByEmail(work.tx, email);
  const why = await whyNot(work.tx, helper);
  if (!helper || why) return append(work, refusedEntry({ way: 'link', email, helper, why: why ?? 'unknown' }));
  const { value, hash } = newSecret();
  const expiresAt = after(work.at, 5 * minute);
  await store.insertLink(work.tx, { tokenHash: hash, helperId: helper.id, createdAt: work.at, expiresAt });
  const to = { channel: 'email', to: helper.email, language, subjectRef: helper.subjectRef } as const;
  await queue(work, signInLink(to, { address: `${publicUrl}/sign-in/link/${value}`, expiresAt }));
  await append(work, { event: 'sign_in_link_sent', helper });
}

/** The link from the mail, used once: whose it is. Used, late, unknown or no longer admitted are the same no. */
export async function redeemLink(work: Work, token: string): Promise<Helper> {
  const link = await store.redeemLink(work.tx, hashSecret(token), work.at);
  const helper = link && (await organisations.lockHelperForUse(work.tx, link.helperId));
  const why = link ? await whyNot(work.tx, helper) : 'not redeemable';
  if (!helper || why) throw new Refusal('sign_in_link_not_redeemable', { cause: why });
  return helper;
}

/** The helper ProConnect vouches for, found by their e-mail. */
export async function admitProfessional(work: Work, { email }: { readonly email: string }): Promise<Helper> {
  const found = await organisations.findHelperByEmail(work.tx, email);
  const helper = found && (await organisations.lockHelperForUse(work.tx, found.id));
  const why = await whyNot(work.tx, helper);
  if (!helper || why) throw new Refusal('account_not_admitted', { cause: why });
  return helper;
}

/** Both factors are proved: the helper is in, unless somebody suspended them meanwhile. */
export async function completeSignIn(
  work: Work,
  { helper, organisationId }: { readonly helper: Helper; readonly organisationId: string | null },
): Promise<void> {
  const why = await whyNot(work.tx, await lockHelperForChange(work.tx, helper.id)); // alone: two devices at once would each wait for the other
  if (why) throw new Refusal('account_not_admitted', { cause: why });
  await setSignedIn(work.tx, helper.id, work.at);
  await append(work, {
    event: 'helper_signed_in',
    helper,
    ...(organisationId !== null && { organisationId }),
    details: { duty: helper.duty },
  });
}

/** Records, after the rollback, that somebody was not let in. */
export async function recordSignInRefusal(
  needs: WorkNeeds,
  refusal: Refusal,
  attempt: { readonly way: Way; readonly email?: string; readonly token?: string },
): Promise<void> {
  const helper = await whoTried(needs.db, attempt);
  const why = typeof refusal.cause === 'string' ? refusal.cause : refusal.code;
  await appendAlone(needs, { ...refusedEntry({ ...attempt, helper, why }), refusal: refusal.code });
}

async function whoTried(db: Db, { email, token }: { readonly email?: string; readonly token?: string }): Promise<Helper | undefined> {
  if (email !== undefined) return organisations.findHelperByEmail(db, email);
  const link = token === undefined ? undefined : await store.findLink(db, hashSecret(token));
  return link && organisations.findHelper(db, link.helperId);
}

interface RefusedAttempt {
  readonly way: Way;
  readonly email?: string;
  readonly helper: Helper | undefined;
  readonly why: string;
}

/** What was typed is sealed with the rest of the details: it may be anybody's address. */
function refusedEntry({ way, email, helper, why }: RefusedAttempt): Entry {
  return {
    event: 'sign_in_refused',
    refusal: 'account_not_admitted',
    ...(helper && { helper }),
    details: { way, why, ...(email !== undefined && { email }) },
  };
}

/** For the record only: outside, every no looks the same. */
async function whyNot(tx: Tx, helper: Helper | undefined): Promise<string | null> {
  if (!helper) return 'unknown';
  if (!maySignIn(helper)) return 'suspended';
  if (helper.duty !== 'helper') return null;
  return ((await organisations.findStaff(tx, helper.id))?.belongings.length ?? 0) > 0 ? null : 'member of no organisation';
}
