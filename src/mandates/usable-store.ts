import type { Db } from '../db/database.ts';
import { joinPerson, personColumns, personIn, type PersonRow, rowsFor, searched } from '../people/joined-store.ts';
import type { Person } from '../people/person.ts';
import type { Vault } from '../vault.ts';
import type { Procedure } from './procedures.ts';

/** A person one may act for now, and by which mandate for which procedure. */
export interface Usable {
  readonly person: Person;
  readonly covered: readonly { readonly mandateId: string; readonly procedure: Procedure; readonly expiresAt: Date }[];
}

export interface UsableQuery {
  readonly organisationId: string;
  readonly helperId: string;
  /** What the relying party may be told, our codes. */
  readonly procedures: readonly Procedure[];
  readonly at: Date;
  /** Part of a name. */
  readonly search?: string;
  readonly personId?: string;
  readonly limit: number;
  readonly offset?: number;
}

/** The SQL twin of `obstacle` for the mandate's own conjuncts: only what the decision would allow, the latest mandates first. */
export async function listUsable(db: Db, vault: Vault, query: UsableQuery): Promise<Usable[]> {
  const { rows } = await db.raw<{ rows: (PersonRow & { covered: { mandateId: string; procedure: Procedure; expiresAt: string }[] })[] }>(
    `select ${personColumns},
            jsonb_agg(jsonb_build_object('mandateId', mandates.id, 'procedure', covered.procedure, 'expiresAt', mandates.expires_at) order by covered.procedure) as covered
       from mandates
       join organisations on organisations.id = mandates.organisation_id
       join mandate_procedures covered on covered.mandate_id = mandates.id and covered.revoked_at is null
       ${joinPerson('mandates.person_id')}
      where mandates.organisation_id = :organisationId and mandates.revoked_at is null
        and mandates.starts_at <= :at and mandates.expires_at > :at
        and (mandates.named_helpers is null or :helperId::uuid = any(mandates.named_helpers))
        and covered.procedure = any(:procedures) and covered.procedure <> all(organisations.excluded_procedures)
        and (:personId::uuid is null or people.id = :personId::uuid)
      group by people.id, subject_keys.subject_ref
      order by max(mandates.concluded_at) desc, people.id
      limit :limit offset :offset`,
    {
      ...rowsFor(query),
      organisationId: query.organisationId,
      helperId: query.helperId,
      procedures: [...query.procedures],
      at: query.at,
      personId: query.personId ?? null,
    },
  );
  const usable = rows.map((row) => ({
    person: personIn(vault, row),
    covered: row.covered.map((covered) => ({ ...covered, expiresAt: new Date(covered.expiresAt) })),
  }));
  return searched(usable, query);
}
