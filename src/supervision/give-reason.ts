import { randomUUID } from 'node:crypto';
import { after } from '../clock.ts';
import type { Db, Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { openForSubject, sealForSubject } from '../journal/subject-keys.ts';
import type { Vault } from '../vault.ts';
import { reasonContext, reasonLifetime, type StandingReason, type StatedReason } from './reason.ts';
import * as store from './reason-store.ts';
import type { Supervising } from './supervising.ts';

/** A supervisor says why they open what is about persons, for half an hour. A reason given again takes the place of the former one. */
export async function giveReason(
  work: Work,
  { supervisor, ...stated }: StatedReason & { readonly supervisor: Supervising },
): Promise<void> {
  const { helper } = supervisor;
  const id = randomUUID();
  const { purpose, ...words } = stated;
  const sealed = await sealForSubject(work, helper.subjectRef, { context: reasonContext(id), plain: JSON.stringify(words) });
  await store.endReasonOf(work.tx, helper.id, work.at);
  await store.insertReason(work.tx, {
    ...{ id, helperId: helper.id, purpose, words: sealed, givenAt: work.at, expiresAt: after(work.at, reasonLifetime) },
  });
  // in their own words it lies with each look, under the key of whoever is looked at
  await append(work, {
    event: 'supervision_reason_given',
    helper,
    details: { purpose, caseReference: stated.caseReference, reasonId: id },
  });
}

/** The supervisor is done: persons are pseudonyms again. Nothing to end is not an error. */
export async function endReason(work: Work, { helper }: Supervising): Promise<void> {
  const reasonId = await store.endReasonOf(work.tx, helper.id, work.at);
  if (reasonId !== null) await append(work, { event: 'supervision_reason_ended', helper, details: { reasonId } });
}

/** The reason a supervisor gave that stands at `at`, for the pages that show it; null when there is none. */
export async function findReason(
  { db, vault }: { readonly db: Db | Work['tx']; readonly vault: Vault },
  { helper }: Pick<Supervising, 'helper'>,
  at: Date,
): Promise<StandingReason | null> {
  const kept = await store.findStandingReason(db, helper.id, at);
  if (!kept?.words) return null;
  const { words: value, purpose, id, givenAt, expiresAt } = kept;
  const words = await openForSubject(db, vault, { subjectRef: helper.subjectRef, context: reasonContext(id), value });
  if (words === null) return null;
  const { caseReference, reason } = JSON.parse(words) as Omit<StatedReason, 'purpose'>; // sealed by us, above
  return { id, purpose, caseReference, reason, givenAt, expiresAt };
}

/** The same, before anything is opened: without one, `reason_required`. */
export async function requireReason({ tx, vault, at }: Work, supervisor: Supervising): Promise<StandingReason> {
  const reason = await findReason({ db: tx, vault }, supervisor, at);
  if (!reason) throw new Refusal('reason_required');
  return reason;
}
