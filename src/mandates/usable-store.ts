import type { Db } from '../db/database.ts';
import { joinPerson, personColumns, personIn, type PersonRow, rowsFor, searched } from '../people/joined-store.ts';
import type { Person } from '../people/person.ts';
import type { Vault } from '../vault.ts';
import { searchPrints } from './name-prints.ts';
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
  const { rows } = await db.raw<{ rows: PersonRow[] }>(
    `select ${personColumns}
       from (select mandates.person_id, max(mandates.concluded_at) as latest
               from ${usable}
                and (:prints::bytea[] is null or mandates.person_id in (
              select person_id from name_prints where print = any(:prints::bytea[])
               group by person_id having count(*) = cardinality(:prints::bytea[])))
                and (:personId::uuid is null or mandates.person_id = :personId::uuid)
              group by mandates.person_id
              order by latest desc, mandates.person_id
              limit :limit offset :offset) as chosen
       ${joinPerson('chosen.person_id')}
      order by chosen.latest desc, chosen.person_id`,
    {
      ...bindings(query),
      ...rowsFor(query),
      personId: query.personId ?? null,
      prints: searchPrints(vault, query.organisationId, query.search),
    },
  );
  const people = searched(
    rows.map((row) => ({ person: personIn(vault, row) })),
    query,
  );
  const covered = await listCovered(
    db,
    query,
    people.map(({ person }) => person.id),
  );
  return people.map(({ person }) => ({ person, covered: covered.filter((one) => one.personId === person.id) }));
}

/** Procedures that may be used now, of mandates that may: joined by all who ask. */
const usable = `mandates
       join organisations on organisations.id = mandates.organisation_id
       join mandate_procedures covered on covered.mandate_id = mandates.id and covered.revoked_at is null
      where mandates.organisation_id = :organisationId and mandates.revoked_at is null
        and mandates.starts_at <= :at and mandates.expires_at > :at
        and (mandates.named_helpers is null or :helperId::uuid = any(mandates.named_helpers))
        and covered.procedure = any(:procedures) and covered.procedure <> all(organisations.excluded_procedures)`;

type Covered = Usable['covered'][number] & { readonly personId: string };

async function listCovered(db: Db, query: UsableQuery, personIds: readonly string[]): Promise<Covered[]> {
  const { rows } = await db.raw<{ rows: Covered[] }>(
    `select mandates.person_id as "personId", mandates.id as "mandateId", covered.procedure, mandates.expires_at as "expiresAt"
       from ${usable} and mandates.person_id = any(:personIds::uuid[])
      order by covered.procedure`,
    { ...bindings(query), personIds: [...personIds] },
  );
  return rows;
}

function bindings({ organisationId, helperId, procedures, at }: UsableQuery) {
  return { organisationId, helperId, procedures: [...procedures], at };
}
