import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { openForSubject } from '../journal/subject-keys.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { findOrganisation } from '../organisations/store.ts';
import type { Person } from '../people/person.ts';
import { replyContext } from './answer-offer.ts';
import type { Terms } from './attestation.ts';
import type { Draft } from './draft.ts';
import { showDraft } from './show-draft.ts';

/** What a person offers, as their own pages show it. */
export interface OfferView {
  readonly draft: Draft;
  readonly organisation: Organisation;
  readonly person: Person;
  /** Once they identified themself for it. */
  readonly terms: Terms | null;
  /** What a helper who declined told them. */
  readonly reply: string | null;
}

/** An offer of this person; another's does not exist. */
export async function viewOffer(
  needs: WorkNeeds,
  { draftId, person }: { readonly draftId: string; readonly person: Person },
): Promise<OfferView> {
  const { draft, principal } = await showDraft(needs, { draftId, owner: { personId: person.id } });
  const organisation = await findOrganisation(needs.db, draft.organisationId);
  if (!draft.offeredAt || !organisation) throw new Refusal('offer_unknown');
  return { draft, organisation, person, terms: principal?.terms ?? null, reply: await readReply(needs, draft, person) };
}

async function readReply({ db, vault }: WorkNeeds, { id, reply }: Draft, { subjectRef }: Person): Promise<string | null> {
  return reply && openForSubject(db, vault, { subjectRef, context: replyContext(id), value: reply });
}
