import { atomically, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { findOrganisation } from '../organisations/store.ts';
import { hashSecret } from '../vault.ts';
import { type Draft, draftObstacle } from './draft.ts';
import { findDraft } from './draft-store.ts';
import { findRequestByToken, setOpened } from './remote-request-store.ts';

/** What a link asks. Refuses a link that is unknown, was answered, or whose time is over. */
export async function findRequested(
  { db, clock }: WorkNeeds,
  token: string,
): Promise<{ readonly draft: Draft; readonly organisation: Organisation }> {
  const request = await findRequestByToken(db, hashSecret(token));
  const draft = request && (await findDraft(db, request.draftId));
  const organisation = draft && (await findOrganisation(db, draft.organisationId));
  if (!organisation) throw new Refusal('request_unknown');
  if (request.redeemedAt) throw new Refusal('request_answered');
  const no = draftObstacle(draft, clock.now(), ['awaiting_person']);
  if (no) throw new Refusal(no === 'draft_in_another_state' ? 'request_answered' : no);
  return { draft, organisation };
}

/** The link was opened: the helper who waits sees it. No act, so no entry. */
export function noteOpened(needs: WorkNeeds, { id }: Draft): Promise<void> {
  return atomically(needs, ({ tx, at }) => setOpened(tx, id, at));
}
