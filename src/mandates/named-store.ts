import type { Db, Tx } from '../db/database.ts';

export interface WithoutHelperQuery {
  readonly organisationId: string;
  readonly at: Date;
  /** Only those that name this helper. */
  readonly naming?: string;
  readonly limit: number;
}

/** Running mandates reserved to helpers who have all left the organisation: nobody can use them any more. */
export async function listWithoutHelper(db: Db | Tx, { organisationId, at, naming, limit }: WithoutHelperQuery): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select mandates.id from mandates
      where mandates.organisation_id = :organisationId and mandates.named_helpers is not null and mandates.revoked_at is null
        and mandates.expires_at > :at
        and (:naming::uuid is null or :naming::uuid = any(mandates.named_helpers))
        and exists (select from mandate_procedures where mandate_id = mandates.id and revoked_at is null)
        and not exists (select from memberships where memberships.organisation_id = mandates.organisation_id
                           and memberships.helper_id = any(mandates.named_helpers) and memberships.left_at is null)
      order by mandates.expires_at limit :limit`,
    { organisationId, at, naming: naming ?? null, limit },
  );
  return rows.map(({ id }) => id);
}

/** How many mandates of an organisation run now. */
export async function countRunning(db: Db, organisationId: string, at: Date): Promise<number> {
  const { rows } = await db.raw<{ rows: [{ count: number }] }>(
    `select count(*)::int from mandates
      where organisation_id = :organisationId and revoked_at is null and expires_at > :at
        and exists (select from mandate_procedures where mandate_id = mandates.id and revoked_at is null)`,
    { organisationId, at },
  );
  return rows[0].count;
}
