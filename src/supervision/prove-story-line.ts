import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { receiptOf } from '../journal/prove-entries.ts';
import { findReason } from './give-reason.ts';
import { listStory } from './story-store.ts';
import type { Supervising } from './supervising.ts';
import { findPlace, openPerson } from './tell-story.ts';

/** The proof file of one line of a use's story. It shows what the entry says of the person under a reason alone; without one, that it is there. */
export async function proveStoryLine(
  needs: WorkNeeds,
  { supervisor, useId, entryId }: { readonly supervisor: Supervising; readonly useId: string; readonly entryId: string },
): Promise<string> {
  const { mandate } = await findPlace(needs, supervisor, useId);
  const lines = await listStory(needs.db, { useId, mandateId: mandate.id });
  if (!lines.some((line) => line.entryId === entryId)) throw new Refusal('not_found');
  const reason = await findReason(needs, supervisor, needs.clock.now());
  const showing = reason ? await openPerson(needs, { supervisor, useId }) : null;
  const proof = await receiptOf(needs, entryId, { showing });
  if (proof === null) throw new Refusal('journal_unavailable'); // a second at most
  return proof;
}
