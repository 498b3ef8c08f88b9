import type { Db } from '../db/database.ts';
import { joinPerson, personColumns, personIn, type PersonRow, rowsFor, searched } from '../people/joined-store.ts';
import type { Person } from '../people/person.ts';
import type { Vault } from '../vault.ts';
import type { CoveredProcedure } from './mandate.ts';
import { isOfNamed, searchPrints } from './name-prints.ts';
import type { Procedure } from './procedures.ts';

/** A mandate as a line of the organisation's list. */
export interface MandateLine {
  readonly id: string;
  readonly person: Person;
  readonly startsAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly procedures: readonly CoveredProcedure[];
  /** It names helpers, and none of them may act any more. */
  readonly isWithoutHelper: boolean;
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
    /** Of these mandates alone. */
    readonly among?: readonly string[];
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
      is_without_helper: boolean;
      procedures: { code: Procedure; revokedAt: string | null; endCause: CoveredProcedure['endCause'] }[];
    })[];
  }>(
    `select chosen.*, ${personColumns},
            (select jsonb_agg(jsonb_build_object('code', procedure, 'revokedAt', revoked_at, 'endCause', end_cause) order by procedure)
               from mandate_procedures where mandate_id = chosen.id) as procedures,
            chosen.named_helpers is not null and not exists (
              select from memberships join helpers on helpers.id = memberships.helper_id
               where memberships.organisation_id = :organisationId and memberships.left_at is null and ${mayAct}
                 and helpers.id = any(chosen.named_helpers)) as is_without_helper
       from (select mandates.id, mandates.person_id as of_person, mandates.starts_at, mandates.expires_at, mandates.revoked_at, mandates.named_helpers
               from mandates
              where mandates.organisation_id = :organisationId and ${query.active ? running : `not (${running})`}
                and (:among::uuid[] is null or mandates.id = any(:among::uuid[]))
                and ${isOfNamed}
              order by mandates.expires_at ${query.active ? 'asc' : 'desc'}, mandates.id
              limit :limit offset :offset) as chosen
       ${joinPerson('chosen.of_person')}
      order by chosen.expires_at ${query.active ? 'asc' : 'desc'}, chosen.id`,
    {
      ...rowsFor(query),
      organisationId: query.organisationId,
      at: query.at,
      among: query.among ?? null,
      ...searchPrints(vault, query.organisationId, query.search),
    },
  );
  const lines = rows.map((row) => ({
    ...{ id: row.id, person: personIn(vault, row), startsAt: row.starts_at, expiresAt: row.expires_at, revokedAt: row.revoked_at },
    isWithoutHelper: row.is_without_helper,
    procedures: row.procedures.map((covered) => ({ ...covered, revokedAt: covered.revokedAt ? new Date(covered.revokedAt) : null })),
  }));
  return searched(lines, query);
}

const running = `mandates.expires_at > :at and mandates.revoked_at is null
                and exists (select from mandate_procedures where mandate_id = mandates.id and revoked_at is null)`;

/** The SQL twin of `helperObstacle`. */
const mayAct = `helpers.suspended_at is null and helpers.withdrawn_at is null and helpers.certified_at <= :at
                 and (helpers.certification_expires_at is null or helpers.certification_expires_at > :at)`;

/** Which of these the organisation holds, ended ones included. */
export async function listHeld(db: Db, organisationId: string, mandateIds: readonly string[]): Promise<Set<string>> {
  const ids = await db.from('mandates').whereIn('id', mandateIds).where('organisation_id', organisationId).pluck<string[]>('id');
  return new Set(ids);
}
