import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { receiptOf } from '../journal/prove-entries.ts';
import type { IndexedEntry } from '../journal/store.ts';
import { findReason } from './give-reason.ts';
import { openPersonOf } from './story-lines.ts';
import type { Supervising } from './supervising.ts';
import { findRefused, listAround } from './tell-refusal.ts';
import { findPlace, listLines } from './tell-story.ts';

/** Whose story a line is of: a use's, or a refusal's. */
export type StoryOf = { readonly useId: string } | { readonly refusedEntryId: string };

export interface ProvingLine {
  readonly supervisor: Supervising;
  readonly of: StoryOf;
  readonly entryId: string;
}

/** The proof file of one line of a story. It shows what the entry says of the person under a reason alone; without one, that it is there. */
export async function proveStoryLine(needs: WorkNeeds, { supervisor, of, entryId }: ProvingLine): Promise<string> {
  const { lines, mandateId } = 'useId' in of ? await linesOfUse(needs, supervisor, of.useId) : await linesOfRefusal(needs, supervisor, of);
  if (!lines.some((line) => line.entryId === entryId)) throw new Refusal('not_found');
  const reason = await findReason(needs, supervisor, needs.clock.now());
  const showing = reason && mandateId ? await openPersonOf(needs, { supervisor, mandateId, what: 'use' }) : null;
  const proof = await receiptOf(needs, entryId, { showing });
  if (proof === null) throw new Refusal('journal_unavailable'); // a second at most
  return proof;
}

interface Provable {
  readonly lines: readonly IndexedEntry[];
  readonly mandateId: string | null;
}

async function linesOfUse(needs: WorkNeeds, supervisor: Supervising, useId: string): Promise<Provable> {
  const place = await findPlace(needs, supervisor, useId);
  return { lines: await listLines(needs, supervisor, place), mandateId: place.mandate.id };
}

async function linesOfRefusal(
  needs: WorkNeeds,
  supervisor: Supervising,
  { refusedEntryId }: Extract<StoryOf, { refusedEntryId: string }>,
): Promise<Provable> {
  const refused = await findRefused(needs, { supervisor, entryId: refusedEntryId });
  return { lines: await listAround(needs, refused), mandateId: refused.mandateId };
}
