import { atomically, type WorkNeeds } from '../db/database.ts';
import { Refusal, type RefusalCode } from '../errors.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { findOrganisation } from '../organisations/store.ts';
import { hashSecret } from '../vault.ts';
import { type Draft, draftObstacle } from './draft.ts';
import { findDraft } from './draft-store.ts';
import { findRequestByToken, setOpened } from './remote-request-store.ts';

/** What a link asks, and of whom; why it may not be answered any more, when it may not. */
export interface Requested {
  readonly draft: Draft;
  readonly organisation: Organisation;
  readonly obstacle: RefusalCode | null;
}

/** What a link asks. Refuses one that is unknown; whoever reads another may be told in their language that it was answered or is over. */
export async function findRequested({ db, clock }: WorkNeeds, token: string): Promise<Requested> {
  const request = await findRequestByToken(db, hashSecret(token));
  const draft = request && (await findDraft(db, request.draftId));
  const organisation = draft && (await findOrganisation(db, draft.organisationId));
  if (!organisation) throw new Refusal('request_unknown');
  const no = request.redeemedAt ? 'request_answered' : draftObstacle(draft, clock.now(), ['awaiting_person']);
  return { draft, organisation, obstacle: no === 'draft_in_another_state' ? 'request_answered' : no };
}

/** The link was opened: the helper who waits sees it. No act, so no entry. */
export function noteOpened(needs: WorkNeeds, { id }: Draft): Promise<void> {
  return atomically(needs, ({ tx, at }) => setOpened(tx, id, at));
}
