import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { queue } from '../notifications/outbox.ts';
import { staffMail } from '../notifications/staff-messages.ts';
import type { Helper } from '../organisations/helper.ts';
import { lockHelperForChange } from '../organisations/membership-store.ts';
import { setHelperSuspended } from '../organisations/store.ts';
import { refuseIfSupervised } from '../supervision/suspension-store.ts';

interface Lift {
  readonly helperId: string;
  readonly operator: Helper;
  readonly reason: string;
  readonly publicUrl: string;
}

/** A suspended account may sign in and act again, as far as its certification goes; whose it is is told. Nobody lifts their own. */
export async function liftAccountSuspension(work: Work, { helperId, operator, reason, publicUrl }: Lift): Promise<void> {
  const account = await lockHelperForChange(work.tx, helperId);
  if (!account) throw new Refusal('account_unknown');
  if (!account.suspendedAt) return;
  await refuseIfSupervised(work, { kind: 'helper', target: helperId });
  await setHelperSuspended(work.tx, helperId, null, work.at);
  await queue(work, staffMail(account, 'suspensionLifted', { address: `${publicUrl}/sign-in`, values: { reason } }));
  await append(work, { event: 'account_suspension_lifted', helper: operator, details: { account: helperId, reason } });
}
