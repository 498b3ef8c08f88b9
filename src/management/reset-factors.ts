import type { Work } from '../db/database.ts';
import { deleteOtherSessions } from '../http/store.ts';
import { setFactorsRemoved } from '../identity/factor-store.ts';
import { append } from '../journal/append.ts';
import { endUses } from '../mandates/use-store.ts';
import { queue } from '../notifications/outbox.ts';
import { staffMail } from '../notifications/staff-messages.ts';
import { helperName } from '../organisations/helper.ts';
import type { ActOnHelper } from './managing.ts';
import { requireManaging, requireMember } from './require-managing.ts';

/**
 * A manager takes a helper's second factors away, with a reason: lost, broken, doubtful. Both are told. The factors were those of the whole
 * account: what was opened with them ends wherever it was, in the other organisations too.
 */
export async function resetFactors(work: Work, { reason, ...act }: ActOnHelper & { readonly reason: string }): Promise<void> {
  const { managing, helperId } = act;
  await setFactorsRemoved(work.tx, helperId, work.at); // first, as whoever signs uses one up first; a refusal undoes it
  const organisation = await requireManaging(work, managing, act);
  const { helper } = await requireMember(work, act);
  await deleteOtherSessions(work.tx, { helperId, except: null });
  await endUses(work.tx, { helperId }, work.at);
  const values = { manager: helperName(managing.helper), helper: helperName(helper), reason };
  await queue(work, staffMail(helper, 'factorsReset', { address: `${managing.publicUrl}/sign-in`, values }));
  await queue(work, staffMail(managing.helper, 'factorsResetDone', { address: `${managing.publicUrl}/manager`, values }));
  const details = { by: managing.helper.id, reason };
  await append(work, { event: 'second_factors_reset', helper, organisationId: organisation.id, details });
}
