import type { Db, Tx } from '../db/database.ts';
import type { Horizon, Retention } from './retention.ts';

export interface RetentionOfPerson {
  readonly retention: Retention;
  /** When their last mandate ended or ends; for who gave none, when they were last identified. */
  readonly lastEnd: Date;
}

/** How many people are kept, for which reason, and how many need not be any more. Reads everybody. */
export async function countRetentions(db: Db, horizon: Horizon): Promise<{ readonly retention: Retention; readonly count: number }[]> {
  const { rows } = await db.raw<{ rows: { retention: Retention; count: number }[] }>(
    `select retention, count(*)::int as count from (${judged}) as judged group by retention order by retention`,
    { ...horizon, personId: null, after: null },
  );
  return rows;
}

/** People whose data need not be kept any more, after one, in the order of their ids. */
export async function listDue(
  db: Db,
  { limit, after, ...horizon }: Horizon & { readonly limit: number; readonly after: string | null },
): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select id from (${judged}) as judged where retention = 'due' order by id limit :limit`,
    { ...horizon, personId: null, after, limit },
  );
  return rows.map(({ id }) => id);
}

/** Why one person's data are kept; nothing of who was erased. */
export async function findRetention(db: Db | Tx, personId: string, horizon: Horizon): Promise<RetentionOfPerson | undefined> {
  const { rows } = await db.raw<{ rows: RetentionOfPerson[] }>(`select retention, last_end as "lastEnd" from (${judged}) as judged`, {
    ...horizon,
    personId,
    after: null,
  });
  return rows[0];
}

/** The same rule for one, for some and for all: each conjunct keeps somebody. */
const judged = `
  select people.id, coalesce(mandated.last_end, people.identified_at) as last_end,
         case when mandated.in_force then 'mandate_in_force'
              when exists (select from cases where person_id = people.id and closed_at is null) then 'case_open'
              when exists (select from mandate_drafts where person_id = people.id and state in ('draft', 'awaiting_person', 'awaiting_helper'))
                then 'agreement_under_way'
              when coalesce(mandated.last_end, people.identified_at) > :horizon then 'kept_by_law'
              else 'due' end as retention
    from people left join lateral (
      select max(coalesce(mandates.revoked_at, mandates.expires_at)) as last_end,
             bool_or(mandates.expires_at > :at and mandates.revoked_at is null
                     and exists (select from mandate_procedures where mandate_id = mandates.id and revoked_at is null)) as in_force
        from mandates where mandates.person_id = people.id) as mandated on true
   where people.erased_at is null
     and (:personId::uuid is null or people.id = :personId::uuid) and (:after::uuid is null or people.id > :after::uuid)`;
