import type { Db } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import { joinPerson, personColumns, personIn, type PersonRow, rowsFor, searched } from '../people/joined-store.ts';
import type { Person } from '../people/person.ts';
import type { Vault } from '../vault.ts';
import { isOfNamed, searchPrints } from './name-prints.ts';
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
  const { rows } = await select(db, {
    ...query,
    ...rowsFor(query),
    procedures: [...query.procedures],
    ...searchPrints(vault, query.organisationId, query.search),
  });
  return searched(
    rows.map((row) => ({
      person: personIn(vault, row),
      covered: row.covered.map(({ expiresAt, ...one }) => ({ ...one, expiresAt: new Date(expiresAt) })),
    })),
    query,
  );
}

const isUsable = `covered.revoked_at is null and covered.procedure = any(:procedures) and covered.procedure <> all(organisations.excluded_procedures)`;

/** Mandates that may be used now, if one of their procedures may be. */
const usableMandates = `mandates
       join organisations on organisations.id = mandates.organisation_id
      where mandates.organisation_id = :organisationId and mandates.revoked_at is null
        and mandates.starts_at <= :at and mandates.expires_at > :at
        and (mandates.named_helpers is null or :helperId::uuid = any(mandates.named_helpers))`;

interface Row extends PersonRow {
  readonly covered: readonly (Omit<Usable['covered'][number], 'expiresAt'> & { readonly expiresAt: string })[];
}

const select = statement<Row>(
  `select ${personColumns}, (
     select jsonb_agg(jsonb_build_object('mandateId', mandates.id, 'procedure', covered.procedure, 'expiresAt', mandates.expires_at)
                      order by covered.procedure)
       from mandate_procedures covered, ${usableMandates}
        and covered.mandate_id = mandates.id and ${isUsable} and mandates.person_id = chosen.person_id) as covered
     from (select mandates.person_id, max(mandates.concluded_at) as latest
             from ${usableMandates}
              and exists (select from mandate_procedures covered where covered.mandate_id = mandates.id and ${isUsable})
              and ${isOfNamed}
              and (:personId::uuid is null or mandates.person_id = :personId::uuid)
            group by mandates.person_id
            order by latest desc, mandates.person_id
            limit :limit offset :offset) as chosen
     ${joinPerson('chosen.person_id')}
    order by chosen.latest desc, chosen.person_id`,
);
