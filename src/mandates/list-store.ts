import type { Db } from '../db/database.ts';
import { openSealed } from '../journal/subject-keys.ts';
import { fullName, identityContext, matchesName, type Person, type PivotIdentity } from '../people/person.ts';
import type { Vault } from '../vault.ts';
import type { CoveredProcedure } from './mandate.ts';
import type { Procedure } from './procedures.ts';

/** A person one may act for now, and by which mandate for which procedure. */
export interface Usable {
  readonly person: Person;
  readonly covered: readonly { readonly mandateId: string; readonly procedure: Procedure; readonly expiresAt: Date }[];
}

/** A mandate as a line of the organisation's list. */
export interface MandateLine {
  readonly id: string;
  readonly person: Person;
  readonly startsAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly procedures: readonly CoveredProcedure[];
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

interface PersonRow {
  readonly person_id: string;
  readonly subject_ref: string;
  readonly identity: Buffer;
  readonly person_language: string;
  readonly wrapped_dek: Buffer;
}

/** The SQL twin of `obstacle` for the mandate's own conjuncts: only what the decision would allow, the latest mandates first. */
export async function listUsable(db: Db, vault: Vault, query: UsableQuery): Promise<Usable[]> {
  const { rows } = await db.raw<{ rows: (PersonRow & { covered: { mandateId: string; procedure: Procedure; expiresAt: string }[] })[] }>(
    `select ${personColumns},
            jsonb_agg(jsonb_build_object('mandateId', mandates.id, 'procedure', covered.procedure, 'expiresAt', mandates.expires_at) order by covered.procedure) as covered
       from mandates
       join organisations on organisations.id = mandates.organisation_id
       join mandate_procedures covered on covered.mandate_id = mandates.id and covered.revoked_at is null
       ${joinPerson}
      where mandates.organisation_id = :organisationId and mandates.revoked_at is null
        and mandates.starts_at <= :at and mandates.expires_at > :at
        and (mandates.named_helpers is null or :helperId::uuid = any(mandates.named_helpers))
        and covered.procedure = any(:procedures) and covered.procedure <> all(organisations.excluded_procedures)
        and (:personId::uuid is null or people.id = :personId::uuid)
      group by people.id, subject_keys.subject_ref
      order by max(mandates.concluded_at) desc, people.id
      limit :limit offset :offset`,
    {
      ...pageOf(query),
      organisationId: query.organisationId,
      helperId: query.helperId,
      procedures: [...query.procedures],
      at: query.at,
      personId: query.personId ?? null,
    },
  );
  const usable = rows.map((row) => ({
    person: open(vault, row),
    covered: row.covered.map((covered) => ({ ...covered, expiresAt: new Date(covered.expiresAt) })),
  }));
  return searched(usable, query);
}

/** The organisation's mandates, active ones or those that ended, the latest first. */
export async function listOfOrganisation(
  db: Db,
  vault: Vault,
  query: {
    readonly organisationId: string;
    readonly at: Date;
    readonly active: boolean;
    readonly search?: string;
    readonly limit: number;
    readonly offset?: number;
  },
): Promise<MandateLine[]> {
  const { rows } = await db.raw<{
    rows: (PersonRow & {
      id: string;
      starts_at: Date;
      expires_at: Date;
      revoked_at: Date | null;
      procedures: { code: Procedure; revokedAt: string | null; endCause: CoveredProcedure['endCause'] }[];
    })[];
  }>(
    `select mandates.id, mandates.starts_at, mandates.expires_at, mandates.revoked_at, ${personColumns}, covered.procedures
       from mandates
       ${joinPerson}
       cross join lateral (
         select jsonb_agg(jsonb_build_object('code', procedure, 'revokedAt', revoked_at, 'endCause', end_cause) order by procedure) as procedures,
                bool_or(revoked_at is null) as running
           from mandate_procedures where mandate_id = mandates.id) covered
      where mandates.organisation_id = :organisationId
        and (mandates.expires_at > :at and mandates.revoked_at is null and covered.running) = :active
      order by mandates.expires_at ${query.active ? 'asc' : 'desc'}, mandates.id
      limit :limit offset :offset`,
    { ...pageOf(query), organisationId: query.organisationId, at: query.at, active: query.active },
  );
  const lines = rows.map((row) => ({
    ...{ id: row.id, person: open(vault, row), startsAt: row.starts_at, expiresAt: row.expires_at, revokedAt: row.revoked_at },
    procedures: row.procedures.map((covered) => ({ ...covered, revokedAt: covered.revokedAt ? new Date(covered.revokedAt) : null })),
  }));
  return searched(lines, query);
}

const personColumns =
  'people.id as person_id, people.subject_ref, people.identity, people.language as person_language, subject_keys.wrapped_dek';
const joinPerson = `join people on people.id = mandates.person_id
       join journal.subject_keys as subject_keys on subject_keys.subject_ref = people.subject_ref and subject_keys.wrapped_dek is not null`;

/** Names are sealed, so the database cannot search them: at most so many are opened to find one. */
const searchable = 5_000;

interface Paged {
  readonly search?: string;
  readonly limit: number;
  readonly offset?: number;
}

function pageOf({ search, limit, offset = 0 }: Paged): { limit: number; offset: number } {
  return search ? { limit: searchable, offset: 0 } : { limit, offset };
}

function searched<Line extends { readonly person: Person }>(lines: Line[], { search, limit, offset = 0 }: Paged): Line[] {
  if (!search) return lines;
  return lines
    .filter(({ person }) => matchesName(person.identity, search))
    .sort((one, other) => fullName(one.person.identity).localeCompare(fullName(other.person.identity), 'fr'))
    .slice(offset, offset + limit);
}

function open(vault: Vault, row: PersonRow): Person {
  const text = openSealed(vault, {
    subjectRef: row.subject_ref,
    wrapped: row.wrapped_dek,
    context: identityContext(row.person_id),
    value: row.identity,
  });
  return { id: row.person_id, subjectRef: row.subject_ref, language: row.person_language, identity: JSON.parse(text) as PivotIdentity }; // sealed by us
}
