import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { append } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';
import * as store from './draft-store.ts';
import { tellOffer } from './tell-offer.ts';
import { requireDraft } from './require-draft.ts';

/** The helper gives a draft up: the person left, or something was wrong. */
export async function abandonDraft(
  work: Work,
  { draftId, helper, organisationId }: { readonly draftId: string; readonly helper: Helper; readonly organisationId: string },
): Promise<void> {
  const draft = await requireDraft(work, {
    draftId,
    owner: { helperId: helper.id, organisationId },
    states: ['draft', 'awaiting_person', 'awaiting_helper'],
  });
  await store.setState(work.tx, draft.id, 'ended', 'abandoned');
  await append(work, { event: 'mandate_abandoned', mandate: draft, helper, organisationId });
}

/** Ends the drafts whose time ran out; run now and then by one instance or several. Returns how many. */
export function lapseDrafts(needs: WorkNeeds & { readonly publicUrl: string }): Promise<number> {
  return atomically(needs, async (work) => {
    const lapsed = await store.lockLapsed(work.tx, work.at, 100);
    for (const draft of lapsed) {
      await store.setState(work.tx, draft.id, 'ended', 'abandoned');
      if (draft.offeredAt && draft.agreedAt) await tellOffer(work, { draft, news: 'lapsed', publicUrl: needs.publicUrl });
      await append(work, { event: 'mandate_abandoned', mandate: draft, organisationId: draft.organisationId });
    }
    return lapsed.length;
  });
}
