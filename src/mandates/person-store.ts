import type { Db, Tx } from '../db/database.ts';
import type { CoveredProcedure } from './mandate.ts';
import type { Procedure } from './procedures.ts';

/** A mandate as a line of the person's own list. */
export interface OwnMandate {
  readonly id: string;
  readonly organisationId: string;
  /** As it was called when the mandate was given. */
  readonly organisation: string;
  /** As it is called now, when that is another name. */
  readonly renamed: string | null;
  readonly startsAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
  /** The helpers it is for; null: all those of the organisation. */
  readonly namedHelpers: readonly string[] | null;
  readonly procedures: readonly CoveredProcedure[];
  /** What the organisation does not help with now. */
  readonly excluded: readonly string[];
}

/** A person's mandates, running or over, the latest begun first; `before` is the id of the last of the former page. */
export async function listOfPerson(
  db: Db | Tx,
  query: {
    readonly personId: string;
    readonly at: Date;
    readonly running: boolean;
    readonly limit: number;
    readonly before?: string | null;
  },
): Promise<OwnMandate[]> {
  const { before = null } = query;
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select mandates.id, mandates.organisation_id, coalesce(
              (select former.name from former_organisation_names as former
                where former.organisation_id = organisations.id and former.until_at > mandates.concluded_at order by former.until_at limit 1),
              organisations.name) as organisation,
            organisations.name as today, organisations.excluded_procedures as excluded, mandates.starts_at, mandates.expires_at, mandates.revoked_at, mandates.named_helpers,
            (select max(used_at) from uses where mandate_id = mandates.id) as last_used_at,
            (select jsonb_agg(jsonb_build_object('code', procedure, 'revokedAt', revoked_at, 'endCause', end_cause) order by procedure)
               from mandate_procedures where mandate_id = mandates.id) as procedures
       from mandates join organisations on organisations.id = mandates.organisation_id
      where mandates.person_id = :personId and ${query.running ? running : `not (${running})`}
        and (:before::uuid is null or (mandates.starts_at, mandates.id) <
             (select last.starts_at, last.id from mandates as last where last.id = :before::uuid and last.person_id = :personId))
      order by mandates.starts_at desc, mandates.id desc
      limit :limit`,
    { personId: query.personId, at: query.at, limit: query.limit, before },
  );
  return rows.map((row) => ({
    ...{
      id: row.id,
      organisationId: row.organisation_id,
      organisation: row.organisation,
      renamed: renamed(row),
      startsAt: row.starts_at,
      expiresAt: row.expires_at,
      revokedAt: row.revoked_at,
      lastUsedAt: row.last_used_at,
    },
    ...{ namedHelpers: row.named_helpers, excluded: row.excluded },
    procedures: row.procedures.map((covered) => ({ ...covered, revokedAt: covered.revokedAt ? new Date(covered.revokedAt) : null })),
  }));
}

function renamed({ organisation, today }: Row): string | null {
  return today === organisation ? null : today;
}

interface Row {
  readonly id: string;
  readonly organisation_id: string;
  readonly organisation: string;
  readonly today: string;
  readonly starts_at: Date;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
  readonly last_used_at: Date | null;
  readonly named_helpers: string[] | null;
  readonly excluded: readonly string[];
  readonly procedures: readonly { code: Procedure; revokedAt: string | null; endCause: CoveredProcedure['endCause'] }[];
}

const running = `mandates.expires_at > :at and mandates.revoked_at is null
                and exists (select from mandate_procedures where mandate_id = mandates.id and revoked_at is null)`;
