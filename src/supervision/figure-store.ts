import type { Db, Tx } from '../db/database.ts';
import type { Stretch } from '../journal/reader-store.ts';
import { isNational, type Reach } from './territory.ts';

export type FigureMeasure = 'uses' | 'refusals' | 'endings';

/** A number, and what it is of. */
export interface Counted {
  readonly key: string;
  readonly count: number;
}

/** Adds what a stretch of the journal holds to the days it is of, in Paris, where it happened. */
export async function addCounts(tx: Tx, { from, upTo }: Stretch): Promise<void> {
  await tx.raw(
    `insert into territory_days as known (day, territory, measure, key, count)
     select (at at time zone 'Europe/Paris')::date, territory, measure, key, count(*)::int
       from (select at, territory,
                    case when refusal is not null then 'refusals' when event = 'mandate_used' then 'uses' else 'endings' end as measure,
                    case when refusal is not null then refusal when event = 'mandate_used' then coalesce(procedure, '') else event end as key
               from journal.entry_index
              where entry_id > :from and entry_id <= :upTo
                and (refusal is not null or event in ('mandate_used', 'mandate_revoked', 'mandate_procedure_revoked'))) as line
      group by 1, 2, 3, 4
     on conflict (measure, day, territory, key) do update set count = known.count + excluded.count`,
    { from, upTo },
  );
}

/** By what a number is cut: what it is of, the territory, the week (by its Monday); and where the country's own sums lie. */
const cuts = {
  key: { column: 'key', sums: 'key', named: 'value' },
  territory: { column: 'territory', sums: 'territory', named: 'value' },
  week: {
    column: "to_char(date_trunc('week', day), 'YYYY-MM-DD')",
    sums: 'whole',
    named: "to_char(date_trunc('week', starts), 'YYYY-MM-DD')",
  },
} as const;

export interface FigureQuestion {
  readonly measure: FigureMeasure;
  readonly by: keyof typeof cuts;
  readonly since: string;
}

/** What was counted since a day in a supervisor's territories, cut by something; the largest first, weeks in order. */
export async function listFigures(db: Db, reach: Reach, { measure, by, since }: FigureQuestion): Promise<Counted[]> {
  const { sums } = cuts[by];
  const { rows } = await db.raw<{ rows: Counted[] }>(
    `select key, sum(count)::int as count from (${isNational(reach) ? ofTheCountry(by) : ofTerritories(by)}) as line
      group by 1 order by ${by === 'week' ? '1' : '2 desc, 1'} limit 120`,
    { measure, since, sums, territories: [...reach.territories] },
  );
  return rows;
}

function ofTerritories(by: FigureQuestion['by']): string {
  return `select ${cuts[by].column} as key, count from territory_days
           where measure = :measure and day >= :since::date and territory = any(:territories)`;
}

/** Whole weeks, and the days before the first of them: two ranges of the key, between which the Monday is told once and not line by line. */
function ofTheCountry(by: FigureQuestion['by']): string {
  const monday = "(select date_trunc('week', :since::date + 6)::date)";
  const sums = `select ${cuts[by].named} as key, count from country_figures where measure = :measure and cut = :sums`;
  return `${sums} and unit = 'week' and starts >= ${monday}
           union all ${sums} and unit = 'day' and starts >= :since::date and starts < ${monday}`;
}

/** How long it took until services were told of an end: how many were, how many wait or never will, in seconds at the middle and at 99 in 100. */
export interface TimeToStop {
  readonly told: number;
  readonly waiting: number;
  readonly failed: number;
  readonly median: number | null;
  readonly p99: number | null;
}

export async function findTimeToStop(db: Db, reach: Reach, since: Date): Promise<TimeToStop> {
  const { rows } = await db.raw<{ rows: TimeToStop[] }>(
    `select count(signal.told_at)::int as told, count(*) filter (where signal.told_at is null and signal.failed_at is null)::int as waiting,
            count(signal.failed_at)::int as failed,
            percentile_cont(0.5) within group (order by extract(epoch from signal.told_at - signal.created_at))::float as median,
            percentile_cont(0.99) within group (order by extract(epoch from signal.told_at - signal.created_at))::float as p99
       from signals as signal ${isNational(reach) ? '' : inTerritories}
      where signal.created_at >= :since`,
    { since, territories: [...reach.territories] },
  );
  return rows[0] ?? { told: 0, waiting: 0, failed: 0, median: null, p99: null };
}

const inTerritories = `join mandates on mandates.id = signal.mandate_id
       join organisations as organisation on organisation.id = mandates.organisation_id and organisation.territory = any(:territories)`;

/** The helpers of a supervisor's territories by how they stand at an instant. */
export async function listStandings(db: Db, reach: Reach, { at, soon }: { readonly at: Date; readonly soon: Date }): Promise<Counted[]> {
  const { rows } = await db.raw<{ rows: Counted[] }>(
    `select case when helper.withdrawn_at is not null or helper.suspended_at is not null then 'stopped'
                 when helper.certified_at is null then 'never'
                 when helper.certification_expires_at <= :at then 'ended'
                 when helper.certification_expires_at <= :soon then 'ending'
                 else 'certified' end as key, count(*)::int as count
       from helpers as helper
      where helper.duty = 'helper' and exists (
        select from memberships ${isNational(reach) ? '' : 'join organisations as organisation on organisation.id = memberships.organisation_id'}
         where memberships.helper_id = helper.id and memberships.left_at is null
               ${isNational(reach) ? '' : 'and organisation.territory = any(:territories)'})
      group by 1 order by 1`,
    { at, soon, territories: [...reach.territories] },
  );
  return rows;
}
