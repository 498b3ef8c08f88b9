import type { Db } from '../db/database.ts';
import { joinPerson, personColumns, personIn, type PersonRow, rowsFor, searched } from '../people/joined-store.ts';
import type { Person } from '../people/person.ts';
import type { Vault } from '../vault.ts';
import type { CoveredProcedure } from './mandate.ts';
import type { Procedure } from './procedures.ts';

/** A mandate as a line of the organisation's list. */
export interface MandateLine {
  readonly id: string;
  readonly person: Person;
  readonly startsAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly procedures: readonly CoveredProcedure[];
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
       ${joinPerson('mandates.person_id')}
       cross join lateral (
         select jsonb_agg(jsonb_build_object('code', procedure, 'revokedAt', revoked_at, 'endCause', end_cause) order by procedure) as procedures,
                bool_or(revoked_at is null) as running
           from mandate_procedures where mandate_id = mandates.id) covered
      where mandates.organisation_id = :organisationId
        and (mandates.expires_at > :at and mandates.revoked_at is null and covered.running) = :active
      order by mandates.expires_at ${query.active ? 'asc' : 'desc'}, mandates.id
      limit :limit offset :offset`,
    { ...rowsFor(query), organisationId: query.organisationId, at: query.at, active: query.active },
  );
  const lines = rows.map((row) => ({
    ...{ id: row.id, person: personIn(vault, row), startsAt: row.starts_at, expiresAt: row.expires_at, revokedAt: row.revoked_at },
    procedures: row.procedures.map((covered) => ({ ...covered, revokedAt: covered.revokedAt ? new Date(covered.revokedAt) : null })),
  }));
  return searched(lines, query);
}
