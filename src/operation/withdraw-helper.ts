import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { deleteOtherSessions } from '../http/store.ts';
import { append } from '../journal/append.ts';
import { endUses } from '../mandates/use-store.ts';
import { queue } from '../notifications/outbox.ts';
import { haltedMail } from '../notifications/staff-messages.ts';
import type { Helper } from '../organisations/helper.ts';
import { lockHelperForChange } from '../organisations/membership-store.ts';
import { setStanding } from '../organisations/standing-store.ts';

interface Withdrawal {
  readonly helperId: string;
  readonly operator: Helper;
  readonly reason: string;
}

/** A suspended helper's certification is taken away, for good and everywhere: no training brings it back. Twice is not an error. */
export async function withdrawHelper(work: Work, { helperId, operator, reason }: Withdrawal): Promise<void> {
  const helper = await lockHelperForChange(work.tx, helperId);
  if (helper?.duty !== 'helper' || !helper.suspendedAt) throw new Refusal('account_unknown');
  if (helper.withdrawnAt) return;
  await setStanding(work.tx, helperId, { since: work.at, withdrawnAt: work.at });
  await deleteOtherSessions(work.tx, { helperId, except: null });
  await endUses(work.tx, { helperId }, work.at);
  await queue(work, haltedMail(helper, 'withdrawn', reason));
  await append(work, { event: 'helper_withdrawn', helper, details: { by: operator.id, reason } });
}
