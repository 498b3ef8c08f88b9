import type { Work } from '../db/database.ts';
import { type Answer, requestAnswered } from '../notifications/request-messages.ts';
import { queue } from '../notifications/outbox.ts';
import { findHelper } from '../organisations/store.ts';
import { findDraft } from './draft-store.ts';

/** Tells the helper who asked, in the transaction of the answer, that the person answered from afar. */
export async function tellAnswered(
  work: Work,
  { draftId, answer, publicUrl }: { readonly draftId: string; readonly answer: Answer; readonly publicUrl: string },
): Promise<void> {
  const draft = await findDraft(work.tx, draftId);
  const helper = draft?.helperId ? await findHelper(work.tx, draft.helperId) : undefined;
  if (!helper) return;
  const to = { channel: 'email', to: helper.email, language: 'fr', subjectRef: helper.subjectRef } as const;
  await queue(work, requestAnswered(to, { address: `${publicUrl}/drafts/${draftId}`, answer }));
}
