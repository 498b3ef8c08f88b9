import type { Db, Tx } from '../db/database.ts';
import type { Draft, FrozenTerms } from './draft.ts';
import type { EndCause, State } from './states.ts';

/** Each property of a draft, and the column it is kept in. */
export const draftColumns = {
  id: 'id',
  journalRef: 'journal_ref',
  organisationId: 'organisation_id',
  helperId: 'helper_id',
  procedures: 'procedures',
  namedHelpers: 'named_helpers',
  duration: 'duration',
  language: 'language',
  state: 'state',
  renews: 'renews',
  personId: 'person_id',
  startsAt: 'starts_at',
  expiresAt: 'expires_at',
  terms: 'terms',
  termsHash: 'terms_hash',
  agreedAt: 'agreed_at',
  endCause: 'end_cause',
  requestedAt: 'requested_at',
  offeredAt: 'offered_at',
  reply: 'reply',
  lapsesAt: 'lapses_at',
  createdAt: 'created_at',
} as const;

const underWay: readonly State[] = ['draft', 'awaiting_person', 'awaiting_helper'];

export async function insertDraft(tx: Tx, draft: Draft): Promise<void> {
  await tx
    .insert(Object.fromEntries(Object.entries(draftColumns).map(([name, column]) => [column, draft[name as keyof Draft]])))
    .into('mandate_drafts');
}

export async function findDraft(db: Db | Tx, id: string): Promise<Draft | undefined> {
  return (await db.select(draftColumns).from('mandate_drafts').where('id', id).first()) as Draft | undefined;
}

/** Held alone: two tabs and a double click wait for each other. */
export async function lockDraft(tx: Tx, id: string): Promise<Draft | undefined> {
  return (await tx.select(draftColumns).from('mandate_drafts').where('id', id).forUpdate().first()) as Draft | undefined;
}

export async function setState(tx: Tx, id: string, state: State, endCause: EndCause | null = null): Promise<void> {
  await tx('mandate_drafts').where('id', id).update({ state, end_cause: endCause });
}

/** The person signed in upstream for this draft, and the terms are frozen: it waits no longer than what it would begin. */
export async function setIdentified(tx: Tx, id: string, { at, ...asked }: Asked & { readonly at: Date }): Promise<void> {
  await tx('mandate_drafts')
    .where('id', id)
    .update({ ...frozen(asked), identified_at: at, lapses_at: tx.raw('least(lapses_at, ?)', [asked.expiresAt]) });
}

/** Somebody known is asked from afar, without signing in, about these frozen terms. */
export async function setAsked(
  tx: Tx,
  id: string,
  { at, lapsesAt, ...asked }: Asked & { readonly at: Date; readonly lapsesAt: Date },
): Promise<void> {
  await tx('mandate_drafts')
    .where('id', id)
    .update({ ...frozen(asked), state: 'awaiting_person', requested_at: at, lapses_at: lapsesAt });
}

interface Asked extends FrozenTerms {
  readonly personId: string;
}

function frozen({ personId, startsAt, expiresAt, terms, termsHash }: Asked) {
  return { person_id: personId, starts_at: startsAt, expires_at: expiresAt, terms, terms_hash: termsHash };
}

/** The person is asked from afar: the draft waits for them longer. */
export async function setRequested(tx: Tx, id: string, { at, lapsesAt }: { readonly at: Date; readonly lapsesAt: Date }): Promise<void> {
  await tx('mandate_drafts').where('id', id).update({ state: 'awaiting_person', requested_at: at, lapses_at: lapsesAt });
}

export async function setAgreed(tx: Tx, id: string, at: Date): Promise<void> {
  await tx('mandate_drafts').where('id', id).update({ state: 'awaiting_helper', agreed_at: at });
}

/** Until when the draft waits now. */
export async function setLapse(tx: Tx, id: string, lapsesAt: Date): Promise<void> {
  await tx('mandate_drafts').where('id', id).update({ lapses_at: lapsesAt });
}

/** What a person agreed to and nobody countersigned yet, held. */
export async function lockAgreed(tx: Tx, personId: string): Promise<Draft[]> {
  const query = tx.select(draftColumns).from('mandate_drafts').where({ person_id: personId, state: 'awaiting_helper' });
  return (await query.orderBy('id').forUpdate()) as Draft[];
}

/** The helper's drafts still under way, newest first. */
export async function listDraftsOfHelper(
  db: Db,
  { helperId, organisationId, at }: { readonly helperId: string; readonly organisationId: string; readonly at: Date },
): Promise<Draft[]> {
  return (await db
    .select(draftColumns)
    .from('mandate_drafts')
    .where({ organisation_id: organisationId, helper_id: helperId })
    .whereIn('state', underWay)
    .where('lapses_at', '>', at)
    .orderBy('created_at', 'desc')
    .limit(20)) as Draft[];
}

/** Drafts of an organisation still under way, held. */
export async function lockUnderWay(
  tx: Tx,
  { organisationId, limit }: { readonly organisationId: string; readonly limit: number },
): Promise<Draft[]> {
  const query = tx.select(draftColumns).from('mandate_drafts').where('organisation_id', organisationId).whereIn('state', underWay);
  return (await query.orderBy('id').limit(limit).forUpdate()) as Draft[];
}

/** Drafts whose time ran out, each locked by nobody else. */
export async function lockLapsed(tx: Tx, at: Date, limit: number): Promise<Draft[]> {
  return (await tx
    .select(draftColumns)
    .from('mandate_drafts')
    .whereIn('state', underWay)
    .where('lapses_at', '<=', at)
    .orderBy('lapses_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()) as Draft[];
}
