import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { openForSubject } from '../journal/subject-keys.ts';
import type { Person } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import { readTerms, type Terms, termsContext } from './attestation.ts';
import { type Draft, isOver } from './draft.ts';
import * as store from './draft-store.ts';
import { listNamed, type NamedHelper } from './named-helpers.ts';
import type { Procedure } from './procedures.ts';
import { listAdded } from './renewed.ts';
import { type DraftParty, isOwner } from './require-draft.ts';

export interface DraftView {
  readonly draft: Draft;
  /** What a renewal covers that the renewed mandate did not. */
  readonly added: readonly Procedure[];
  /** Who alone will be able to use the mandate; null: any certified helper of the organisation. */
  readonly named: readonly NamedHelper[] | null;
  /** Once they have signed in at FranceConnect, or were asked by SMS. */
  readonly principal: { readonly person: Person; readonly terms: Terms } | null;
}

/** A draft as its pages show it, to the helper who prepared it, or to the person who is asked. A draft past its time shows as abandoned, whether the sweep has passed or not. */
export async function showDraft(
  { db, vault, clock }: WorkNeeds,
  { draftId, owner }: { readonly draftId: string; readonly owner: DraftParty },
): Promise<DraftView> {
  const draft = await store.findDraft(db, draftId);
  if (!draft || !isOwner(draft, owner)) throw new Refusal('draft_unknown');
  const isLapsed = draft.state !== 'active' && draft.state !== 'ended' && isOver(draft, clock.now());
  const shown: Draft = isLapsed ? { ...draft, state: 'ended', endCause: 'abandoned' } : draft;
  const added = await listAdded(db, shown);
  const named = await listNamed({ tx: db, at: clock.now() }, shown);
  const person = shown.personId ? await findPerson(db, vault, shown.personId) : undefined;
  if (!person || !shown.terms) return { draft: shown, added, named, principal: null };
  const terms = await openTerms({ db, vault }, { id: draft.id, terms: shown.terms }, person);
  return { draft: shown, added, named, principal: terms && { person, terms } };
}

/** The terms a person signed, for the helper who decides whether to accept. */
export async function showOffered(needs: WorkNeeds, { id, terms }: Draft, person: Person): Promise<Terms> {
  const opened = terms && (await openTerms(needs, { id, terms }, person));
  if (!opened) throw new Refusal('offer_unknown'); // their key was destroyed meanwhile
  return opened;
}

async function openTerms(
  { db, vault }: Pick<WorkNeeds, 'db' | 'vault'>,
  { id, terms }: { readonly id: string; readonly terms: Buffer },
  { subjectRef }: Person,
): Promise<Terms | null> {
  const text = await openForSubject(db, vault, { subjectRef, context: termsContext(id), value: terms });
  return text === null ? null : readTerms(text);
}
