import type { Db, Tx } from '../db/database.ts';
import { joinPerson, personColumns, personIn, type PersonRow } from '../people/joined-store.ts';
import type { Person } from '../people/person.ts';
import type { Vault } from '../vault.ts';
import type { Procedure } from './procedures.ts';
import type { EndCause, State } from './states.ts';

/** What waits for a helper of the organisation to accept it. */
export interface WaitingOffer {
  readonly id: string;
  readonly person: Person;
  readonly procedures: readonly Procedure[];
  readonly agreedAt: Date;
  readonly lapsesAt: Date;
}

/** Mandates that persons signed and offer to this organisation, the oldest first. */
export async function listWaitingOffers(
  db: Db,
  vault: Vault,
  query: { readonly organisationId: string; readonly at: Date; readonly limit: number },
): Promise<WaitingOffer[]> {
  const { rows } = await db.raw<{ rows: (PersonRow & Omit<WaitingOffer, 'person'>)[] }>(
    `select drafts.id, drafts.procedures, drafts.agreed_at as "agreedAt", drafts.lapses_at as "lapsesAt", ${personColumns}
       from mandate_drafts as drafts ${joinPerson('drafts.person_id')}
      where drafts.organisation_id = :organisationId and drafts.state = 'awaiting_helper' and drafts.offered_at is not null
        and drafts.lapses_at > :at
      order by drafts.agreed_at limit :limit`,
    { ...query },
  );
  return rows.map((row) => ({
    ...{ id: row.id, procedures: row.procedures, agreedAt: row.agreedAt, lapsesAt: row.lapsesAt },
    person: personIn(vault, row),
  }));
}

/** What a person offers, as their own pages list it. */
export interface OwnOffer {
  readonly id: string;
  readonly organisation: string;
  readonly state: State;
  readonly endCause: EndCause | null;
  readonly lapsesAt: Date;
}

/** What a person offers and that is not over yet, the latest first. */
export async function listOffersOfPerson(db: Db, { personId, at }: { readonly personId: string; readonly at: Date }): Promise<OwnOffer[]> {
  const { rows } = await db.raw<{ rows: OwnOffer[] }>(
    `select drafts.id, organisations.name as organisation, drafts.state, drafts.end_cause as "endCause", drafts.lapses_at as "lapsesAt"
       from mandate_drafts as drafts join organisations on organisations.id = drafts.organisation_id
      where drafts.person_id = :personId and drafts.offered_at is not null
        and drafts.state in ('draft', 'awaiting_person', 'awaiting_helper') and drafts.lapses_at > :at
      order by drafts.created_at desc limit 20`,
    { personId, at },
  );
  return rows;
}

/** Whether a person already signed one that waits at this organisation. */
export async function hasWaitingOffer(
  tx: Tx,
  { personId, organisationId, at }: { readonly personId: string; readonly organisationId: string; readonly at: Date },
): Promise<boolean> {
  const waiting = tx('mandate_drafts').where({ person_id: personId, organisation_id: organisationId, state: 'awaiting_helper' });
  return (await waiting.whereNotNull('offered_at').where('lapses_at', '>', at).first('id')) !== undefined;
}

/** The helper who accepts it: from now on the draft is theirs. */
export async function setAcceptedBy(tx: Tx, id: string, helperId: string): Promise<void> {
  await tx('mandate_drafts').where({ id, helper_id: null }).update({ helper_id: helperId });
}

/** It ends, with the reason a helper gave. */
export async function setDeclined(tx: Tx, id: string, reply: Buffer): Promise<void> {
  await tx('mandate_drafts').where('id', id).update({ state: 'ended', end_cause: 'refused', reply });
}
