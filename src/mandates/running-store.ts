import type { Db, Tx } from '../db/database.ts';

export interface RunningMandate {
  readonly id: string;
  readonly personId: string;
}

/** Mandates of an organisation that still run, those of one person together. */
export async function listRunning(
  tx: Tx,
  { organisationId, at, limit }: { readonly organisationId: string; readonly at: Date; readonly limit: number },
): Promise<RunningMandate[]> {
  const { rows } = await tx.raw<{ rows: RunningMandate[] }>(
    `select id, person_id as "personId" from mandates where ${running} order by expires_at limit :limit`,
    { organisationId, at, limit },
  );
  return rows.sort((one, other) => one.id.localeCompare(other.id));
}

/** What would end with an organisation: mandates, the persons who gave them, and drafts under way. */
export async function countRunning(
  db: Db,
  of: { readonly organisationId: string; readonly at: Date },
): Promise<{ readonly mandates: number; readonly persons: number; readonly drafts: number }> {
  const { rows } = await db.raw<{ rows: [{ mandates: number; persons: number; drafts: number }] }>(
    `select count(*)::integer as mandates, count(distinct person_id)::integer as persons,
            (select count(*)::integer from mandate_drafts
              where organisation_id = :organisationId and state in ('draft', 'awaiting_person', 'awaiting_helper')) as drafts
       from mandates where ${running}`,
    { ...of },
  );
  return rows[0];
}

const running = `mandates.organisation_id = :organisationId and mandates.revoked_at is null and mandates.expires_at > :at
  and exists (select from mandate_procedures covered where covered.mandate_id = mandates.id and covered.revoked_at is null)`;
