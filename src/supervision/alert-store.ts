import type { Db, Tx } from '../db/database.ts';
import type { Noticed } from './alert-rule.ts';
import type { Reach } from './territory.ts';
import { isNational } from './territory.ts';
import { narrow } from './territory-store.ts';

/** What an alert is about. */
export interface AlertAbout {
  readonly useId: string | null;
  readonly mandateId: string | null;
  readonly helperId: string | null;
  readonly organisationId: string | null;
}

export interface NewAlert extends AlertAbout {
  readonly id: string;
  readonly rule: string;
  readonly subject: string;
  readonly quiet: number;
  readonly entryId: string;
  readonly at: Date;
  readonly raisedAt: Date;
  readonly noticed: Noticed;
}

/** False when this rule noticed this subject in this quiet time already. */
export async function insertAlert(tx: Tx, alert: NewAlert): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into alerts (id, rule, subject, quiet, entry_id, at, raised_at, helper_id, organisation_id, mandate_id, use_id, noticed)
     values (:id, :rule, :subject, :quiet, :entryId, :at, :raisedAt, :helperId, :organisationId,
             (select id from mandates where id = :mandateId::uuid), :useId, :noticed::jsonb)
     on conflict (rule, subject, quiet) do nothing`,
    { ...alert, noticed: JSON.stringify(alert.noticed) },
  );
  return rowCount === 1;
}

export async function setCase(tx: Tx, id: string, caseId: string): Promise<void> {
  await tx('alerts').where('id', id).update({ case_id: caseId });
}

/** How many alerts a rule raised since. */
export async function countRaised(tx: Tx, rule: string, since: Date): Promise<number> {
  const { rows } = await tx.raw<{ rows: { n: number }[] }>(
    'select count(*)::int as n from alerts where rule = :rule and raised_at > :since',
    { rule, since },
  );
  return rows[0]?.n ?? 0;
}

export async function isMuted(tx: Tx, rule: string): Promise<boolean> {
  return (await tx.select('rule').from('alert_mutes').where('rule', rule).first()) !== undefined;
}

/** Whether it was not muted before. */
export async function insertMute(tx: Tx, rule: string, at: Date): Promise<boolean> {
  const rows = await tx.insert({ rule, muted_at: at }).into('alert_mutes').onConflict('rule').ignore().returning('rule');
  return rows.length === 1;
}

/** Whether it was muted. */
export async function deleteMute(tx: Tx, rule: string): Promise<boolean> {
  return (await tx('alert_mutes').where('rule', rule).delete()) === 1;
}

/** A rule that is muted, since when, and how many alerts opened no case. */
export interface Mute {
  readonly rule: string;
  readonly mutedAt: Date;
  readonly heldBack: number;
}

export async function listMutes(db: Db): Promise<Mute[]> {
  const { rows } = await db.raw<{ rows: Mute[] }>(
    `select mute.rule, mute.muted_at as "mutedAt",
            (select count(*)::int from alerts where alerts.rule = mute.rule and alerts.raised_at >= mute.muted_at and alerts.case_id is null) as "heldBack"
       from alert_mutes as mute order by mute.muted_at desc`,
  );
  return rows;
}

/** What became of a rule's alerts in a supervisor's territories: the cases concluded, and those that found no fault. */
export interface RuleRecord {
  readonly rule: string;
  readonly raised: number;
  readonly concluded: number;
  readonly innocent: number;
}

export async function listRuleRecords(db: Db, reach: Reach): Promise<RuleRecord[]> {
  const query = db
    .select({ rule: 'alerts.rule' })
    .select(db.raw('count(*)::int as raised, count(cases.closed_at)::int as concluded'))
    .select(db.raw(`count(cases.closed_at) filter (where cases.outcome = 'no_fault')::int as innocent`))
    .from('alerts')
    .leftJoin('cases', 'cases.id', 'alerts.case_id')
    .groupBy('alerts.rule');
  if (!isNational(reach)) void narrow(query, reach, 'alerts.organisation_id');
  return (await query) as RuleRecord[];
}

/** An alert as a line of the list. */
export interface AlertLine {
  readonly id: string;
  readonly rule: string;
  readonly at: Date;
  readonly raisedAt: Date;
  readonly noticed: Noticed;
  readonly organisationName: string | null;
  readonly caseId: string | null;
  readonly caseState: string | null;
}

/** The alerts of a supervisor's territories, the latest first; those about the service itself are the whole country's. */
export async function listAlerts(
  db: Db | Tx,
  reach: Reach,
  { rule, limit, offset }: { readonly rule: string | null; readonly limit: number; readonly offset: number },
): Promise<AlertLine[]> {
  const query = db
    .select({
      ...{ id: 'alerts.id', rule: 'alerts.rule', at: 'alerts.at', raisedAt: 'alerts.raised_at', noticed: 'alerts.noticed' },
      ...{ organisationName: 'organisations.name', caseId: 'alerts.case_id', caseState: 'cases.state' },
    })
    .from('alerts')
    .leftJoin('organisations', 'organisations.id', 'alerts.organisation_id')
    .leftJoin('cases', 'cases.id', 'alerts.case_id')
    .orderBy('alerts.raised_at', 'desc')
    .limit(limit)
    .offset(offset);
  if (rule !== null) void query.where('alerts.rule', rule);
  if (!isNational(reach)) void narrow(query, reach, 'alerts.organisation_id');
  return (await query) as AlertLine[];
}
