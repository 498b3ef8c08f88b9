import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';
import { findPerson } from '../people/store.ts';
import { awaitedUntil, type Draft, type Protection } from './draft.ts';
import * as store from './draft-store.ts';
import { requireDraft } from './require-draft.ts';
import type { State } from './states.ts';

/** In whose browser the person answers: the helper's, who stands beside them, or their own. Or by SMS: what shows that they did. */
export type Answering = { readonly draftId: string; readonly evidence?: Readonly<Record<string, string>> } & (
  { readonly helper: Helper; readonly organisationId: string } | { readonly personId: string }
);

export type Agreement = Answering & {
  readonly protection: Protection;
  /** Hash, in hexadecimal, of the terms the person was shown. */
  readonly termsHash: string;
};

/** The person agrees to the exact terms they were shown. Agreeing twice is not an error: the first one stands. */
export async function agreeToMandate(work: Work, { protection, termsHash, ...answering }: Agreement): Promise<void> {
  const draft = await requireAnswerable(work, answering, ['awaiting_person', 'awaiting_helper']);
  if (draft.state === 'awaiting_helper') return;
  if (!draft.personId || !draft.termsHash) throw new Refusal('draft_in_another_state');
  if (draft.termsHash.toString('hex') !== termsHash) throw new Refusal('terms_changed');
  if (protection !== 'none') throw new Refusal('person_is_protected');
  await store.setAgreed(work.tx, draft.id, work.at);
  if (draft.offeredAt && draft.expiresAt) await store.setLapse(work.tx, draft.id, awaitedUntil(work.at, draft.expiresAt));
  await append(work, {
    event: 'mandate_agreed',
    ...(await about(work, draft, answering)),
    details: { ...answering.evidence, terms: termsHash, protection },
  });
}

/** The person says no. The draft ends; nothing else happens. */
export async function declineMandate(work: Work, answering: Answering): Promise<void> {
  const draft = await requireAnswerable(work, answering, ['awaiting_person', 'awaiting_helper']);
  await store.setState(work.tx, draft.id, 'ended', 'refused');
  const details = answering.evidence;
  await append(work, { event: 'mandate_declined', ...(await about(work, draft, answering)), ...(details && { details }) });
}

/** The person declares a protection measure: the draft ends, since another answer will not make it go away. */
export async function endForProtection(work: Work, { protection, ...answering }: Answering & Pick<Agreement, 'protection'>): Promise<void> {
  const draft = await requireAnswerable(work, answering, ['awaiting_person']);
  await store.setState(work.tx, draft.id, 'ended', 'refused');
  const attempt = { ...(await about(work, draft, answering)), details: { protection } };
  await append(work, { event: 'mandate_refused', refusal: 'person_is_protected', ...attempt });
}

/** Asked from afar, only the person answers: their helper cannot do it for them. */
async function requireAnswerable(work: Work, answering: Answering, states: readonly State[]): Promise<Draft> {
  const isPerson = 'personId' in answering;
  const owner = isPerson ? answering : { helperId: answering.helper.id, organisationId: answering.organisationId };
  const draft = await requireDraft(work, { draftId: answering.draftId, owner, states });
  if (draft.requestedAt && !isPerson) throw new Refusal('draft_in_another_state');
  return draft;
}

async function about(work: Work, draft: Draft, answering: Answering) {
  const person = draft.personId ? await findPerson(work.tx, work.vault, draft.personId) : undefined;
  const beside = 'helper' in answering ? { helper: answering.helper } : {};
  return { mandate: draft, ...(person && { person }), ...beside, organisationId: draft.organisationId };
}
