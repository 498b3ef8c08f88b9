import type { Db, Tx } from '../db/database.ts';
import type { LookPurpose } from '../people/look.ts';

/** What a supervisor did since: looks, at how many persons, under how many stated reasons, and the cases that came of it. */
export interface SupervisorFigures {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly isOmbudsman: boolean;
  readonly looks: number;
  readonly persons: number;
  readonly reasons: number;
  readonly cases: number;
  readonly reviews: number;
  readonly samples: number;
  readonly exports: number;
}

/** Every supervisor, the ombudsman among them, who looked most first: each counts by the index of their own entries. */
export async function listSupervisors(db: Db, since: Date): Promise<SupervisorFigures[]> {
  const { rows } = await db.raw<{ rows: SupervisorFigures[] }>(
    `select helper.id, helper.given_name as "givenName", helper.family_name as "familyName",
            helper.named_ombudsman_at is not null as "isOmbudsman", done.looks, done.persons, done.reviews, done.samples, done.exports,
            (select count(*)::int from supervision_reasons where helper_id = helper.id and given_at >= :since) as reasons,
            (select count(distinct case_id)::int from case_steps where staff_id = helper.id and at >= :since) as cases
       from helpers as helper
       cross join lateral (
         select count(*) filter (where event = 'personal_data_opened')::int as looks,
                count(distinct person_id) filter (where event = 'personal_data_opened')::int as persons,
                count(*) filter (where event = 'use_reviewed')::int as reviews,
                count(*) filter (where event = 'sample_drawn')::int as samples,
                count(*) filter (where event like '%exported')::int as exports
           from journal.entry_index where helper_id = helper.id and at >= :since) as done
      where helper.duty = 'supervisor'
      order by done.looks desc, helper.family_name, helper.given_name limit 500`,
    { since },
  );
  return rows;
}

/** A reason as it was given, its words sealed with the supervisor's key or forgotten, and how many looks it served for. */
export interface GivenReason {
  readonly id: string;
  readonly purpose: LookPurpose;
  readonly words: Buffer | null;
  readonly givenAt: Date;
  readonly looks: number;
}

export async function listReasons(tx: Tx, helperId: string, since: Date): Promise<GivenReason[]> {
  const { rows } = await tx.raw<{ rows: GivenReason[] }>(
    `select reason.id, reason.purpose, reason.words, reason.given_at as "givenAt",
            (select count(*)::int from journal.entry_index
              where helper_id = reason.helper_id and event = 'personal_data_opened'
                and at >= reason.given_at and at < coalesce(reason.ended_at, reason.expires_at)) as looks
       from supervision_reasons as reason
      where reason.helper_id = :helperId and reason.given_at >= :since order by reason.given_at desc limit 200`,
    { helperId, since },
  );
  return rows;
}
