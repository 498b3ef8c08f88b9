import type { Db, Tx } from '../db/database.ts';
import { least } from './suppression.ts';

/** What is counted. */
export type Measure = 'mandates' | 'people' | 'uses';

/** A number of a month: of one organisation, or of all of them. */
export interface Count {
  /** Its first day: `2026-10-01`. */
  readonly month: string;
  readonly measure: Measure;
  /** Of uses; empty: all of them. */
  readonly procedure: string;
  readonly count: number;
  /** Of all: without the organisation that has most of it. */
  readonly others: number;
}

/** The first month that is over and not counted yet, `2026-10-01`; undefined: all are. */
export async function findUncounted(db: Db, at: Date): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { month: string }[] }>(
    `select to_char(month, 'YYYY-MM-DD') as month
       from generate_series(
              (select date_trunc('month', coalesce((select max(month) + interval '1 month' from statistics_months),
                                                   (select min(concluded_at) from mandates)) at time zone 'Europe/Paris')),
              date_trunc('month', :at::timestamptz at time zone 'Europe/Paris') - interval '1 month', interval '1 month') as month
      order by 1 limit 1`,
    { at },
  );
  return rows[0]?.month;
}

/** Says that a month is being counted, by this transaction alone; false when it was. */
export async function insertMonth(tx: Tx, month: string, at: Date): Promise<boolean> {
  const rows = await tx.insert({ month, counted_at: at }).into('statistics_months').onConflict('month').ignore().returning('month');
  return rows.length === 1;
}

/**
 * Counts a month, in Paris, of each organisation and of all together. What is about fewer than ten people is not even kept, however often it
 * happened: a hundred uses may be one person's. Of all, the people of the organisation that has most of them are taken away first.
 */
export async function insertCounts(tx: Tx, month: string): Promise<void> {
  await tx.raw(
    `with bounds as (
       select :month::timestamp at time zone 'Europe/Paris' as starts, (:month::timestamp + interval '1 month') at time zone 'Europe/Paris' as ends
     ), concluded as (
       select organisation_id, count(*)::int as count, count(distinct person_id)::int as people
         from mandates, bounds where concluded_at >= starts and concluded_at < ends group by grouping sets ((organisation_id), ())
     ), counted as (
       select organisation_id, 'mandates' as measure, '' as procedure, count, people from concluded
       union all
       select organisation_id, 'people', '', people, people from concluded
       union all
       select organisation_id, 'uses', coalesce(procedure, ''), count(*)::int, count(distinct person_id)::int
         from uses, bounds where used_at >= starts and used_at < ends
        group by grouping sets ((organisation_id, procedure), (organisation_id), (procedure), ())
     )
     insert into statistics (month, organisation_id, measure, procedure, count, others)
     select :month::date, organisation_id, measure, procedure, count,
            case when organisation_id is null then (
              select case when counted.people - coalesce(max(own.people), 0) < :least then 0 else counted.count - coalesce(max(own.count), 0) end
                from counted own
               where own.organisation_id is not null and (own.measure, own.procedure) = (counted.measure, counted.procedure)) end
       from counted where people >= :least`,
    { month, least },
  );
}

/** The months counted, the latest first. */
export async function listMonths(db: Db, limit: number): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { month: string }[] }>(
    `select to_char(month, 'YYYY-MM-DD') as month from statistics_months order by statistics_months.month desc limit :limit`,
    { limit },
  );
  return rows.map(({ month }) => month);
}

/** What was counted since a month, of an organisation or (null) of all. */
export async function listCounts(
  db: Db,
  { organisationId, since }: { readonly organisationId: string | null; readonly since: string },
): Promise<Count[]> {
  const { rows } = await db.raw<{ rows: Count[] }>(
    `select to_char(month, 'YYYY-MM-DD') as month, measure, procedure, count, coalesce(others, count) as others
       from statistics where organisation_id is not distinct from :organisationId::uuid and month >= :since::date`,
    { organisationId, since },
  );
  return rows;
}
