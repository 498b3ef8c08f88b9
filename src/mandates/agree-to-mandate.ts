import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';
import { findPerson } from '../people/store.ts';
import type { Draft, Protection } from './draft.ts';
import * as store from './draft-store.ts';
import { requireDraft } from './require-draft.ts';

export interface Agreement {
  readonly draftId: string;
  readonly helper: Helper;
  readonly organisationId: string;
  readonly protection: Protection;
  /** Hash, in hexadecimal, of the terms the person was shown. */
  readonly termsHash: string;
}

/** The person agrees to the exact terms they were shown. Agreeing twice is not an error: the first one stands. */
export async function agreeToMandate(work: Work, { draftId, helper, organisationId, protection, termsHash }: Agreement): Promise<void> {
  const draft = await requireDraft(work, {
    draftId,
    owner: { helperId: helper.id, organisationId },
    states: ['awaiting_person', 'awaiting_helper'],
  });
  if (draft.state === 'awaiting_helper') return;
  if (!draft.personId || !draft.termsHash) throw new Refusal('draft_in_another_state');
  if (draft.termsHash.toString('hex') !== termsHash) throw new Refusal('terms_changed');
  if (protection !== 'none') throw new Refusal('person_is_protected');
  await store.setAgreed(work.tx, draft.id, work.at);
  await append(work, {
    event: 'mandate_agreed',
    ...(await about(work, draft)),
    helper,
    organisationId,
    details: { terms: termsHash, protection },
  });
}

/** The person says no. The draft ends; nothing else happens. */
export async function declineMandate(
  work: Work,
  { draftId, helper, organisationId }: Omit<Agreement, 'protection' | 'termsHash'>,
): Promise<void> {
  const draft = await requireDraft(work, {
    draftId,
    owner: { helperId: helper.id, organisationId },
    states: ['awaiting_person', 'awaiting_helper'],
  });
  await store.setState(work.tx, draft.id, 'ended', 'refused');
  await append(work, { event: 'mandate_declined', ...(await about(work, draft)), helper, organisationId });
}

/** The person declares a protection measure: the draft ends, since another answer will not make it go away. */
export async function endForProtection(
  work: Work,
  { draftId, helper, organisationId, protection }: Omit<Agreement, 'termsHash'>,
): Promise<void> {
  const draft = await requireDraft(work, { draftId, owner: { helperId: helper.id, organisationId }, states: ['awaiting_person'] });
  await store.setState(work.tx, draft.id, 'ended', 'refused');
  const attempt = { ...(await about(work, draft)), helper, organisationId, details: { protection } };
  await append(work, { event: 'mandate_refused', refusal: 'person_is_protected', ...attempt });
}

async function about(work: Work, draft: Draft) {
  const person = draft.personId ? await findPerson(work.tx, work.vault, draft.personId) : undefined;
  return { mandate: draft, ...(person && { person }) };
}
