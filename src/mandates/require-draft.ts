import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { type Draft, draftObstacle } from './draft.ts';
import * as store from './draft-store.ts';
import type { State } from './states.ts';

/** Whose draft: only the helper who prepared it, in the organisation it was prepared for. */
export interface DraftOwner {
  readonly helperId: string;
  readonly organisationId: string;
}

/** Or the person who was asked from afar, once they signed in for it, or who offers it. */
export type DraftParty = DraftOwner | { readonly personId: string };

/** The draft, held alone, if it is this helper's, or asked of this person, and at one of these states. Not found and not yours are the same answer. */
export async function requireDraft(
  work: Work,
  { draftId, owner, states }: { readonly draftId: string; readonly owner: DraftParty; readonly states: readonly State[] },
): Promise<Draft> {
  const draft = await store.lockDraft(work.tx, draftId);
  if (!draft || !isOwner(draft, owner)) throw new Refusal('draft_unknown');
  const no = draftObstacle(draft, work.at, states);
  if (no) throw new Refusal(no);
  return draft;
}

export function isOwner(draft: Draft, party: DraftParty): boolean {
  if ('personId' in party) return (draft.requestedAt ?? draft.offeredAt) !== null && draft.personId === party.personId;
  return draft.helperId === party.helperId && draft.organisationId === party.organisationId;
}
