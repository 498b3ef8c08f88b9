import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { queue } from '../notifications/outbox.ts';
import { staffMail } from '../notifications/staff-messages.ts';
import { type Helper, helperObstacle } from './helper.ts';
import { lockHelperForChange } from './membership-store.ts';
import { setEndReminded, setStanding } from './standing-store.ts';
import * as store from './training-store.ts';
import { certificationYears, yearsAfter } from './training.ts';

export interface TrainingDecision {
  readonly trainingId: string;
  readonly operator: Helper;
  readonly publicUrl: string;
}

/** An operator accepts an attestation: the helper is certified for three years from now. One who is certified already goes on without a gap. */
export async function acceptTraining(work: Work, { trainingId, operator, publicUrl }: TrainingDecision): Promise<void> {
  const helper = await decided(work, trainingId, { decision: 'accepted', reason: null, by: operator });
  if (helper.withdrawnAt) throw new Refusal('helper_suspended');
  const isCertified = helperObstacle(helper, work.at) === null;
  const certificationExpiresAt = yearsAfter(work.at, certificationYears);
  await setStanding(work.tx, helper.id, {
    since: work.at,
    certificationExpiresAt,
    certifiedAt: isCertified ? helper.certifiedAt : work.at,
  });
  await setEndReminded(work.tx, helper.id, null);
  await queue(work, staffMail(helper, 'certified', { address: `${publicUrl}/home`, values: { until: certificationExpiresAt } }));
  const details = { by: operator.id, training: trainingId, until: certificationExpiresAt.toISOString() };
  await append(work, { event: 'helper_certified', helper, details });
}

/** An operator does not accept it, and says why; the helper may hand in another. */
export async function refuseTraining(
  work: Work,
  { trainingId, operator, publicUrl, reason }: TrainingDecision & { readonly reason: string },
): Promise<void> {
  const helper = await decided(work, trainingId, { decision: 'refused', reason, by: operator });
  await queue(work, staffMail(helper, 'trainingRefused', { address: `${publicUrl}/training`, values: { reason } }));
  await append(work, { event: 'training_refused', helper, details: { by: operator.id, training: trainingId, reason } });
}

async function decided(
  { tx, at }: Work,
  trainingId: string,
  decision: { readonly decision: 'accepted' | 'refused'; readonly reason: string | null; readonly by: Helper },
): Promise<Helper> {
  if (decision.by.duty !== 'operator') throw new Refusal('account_of_another_duty');
  const training = await store.decide(tx, trainingId, { ...decision, by: decision.by.id, at });
  const helper = training && (await lockHelperForChange(tx, training.helperId));
  if (!helper) throw new Refusal('training_unknown');
  return helper;
}
