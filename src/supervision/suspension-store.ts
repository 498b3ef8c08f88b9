import type { Db, Tx, Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Suspendable, Suspension } from './suspension.ts';
import { isNational, type Reach } from './territory.ts';

const columns = {
  id: 'id',
  kind: 'kind',
  target: 'target',
  suspendedBy: 'suspended_by',
  rule: 'rule',
  suspendedAt: 'suspended_at',
  liftedBy: 'lifted_by',
  liftedAt: 'lifted_at',
  tells: 'tells',
  told: 'told',
  toldAt: 'told_at',
  liftTells: 'lift_tells',
  liftTold: 'lift_told',
  liftToldAt: 'lift_told_at',
} as const;

/** Whether none stood already. */
export async function insertSuspension(
  tx: Tx,
  {
    id,
    kind,
    target,
    suspendedBy,
    suspendedAt,
    tells,
    rule,
  }: Pick<Suspension, 'id' | 'kind' | 'target' | 'suspendedBy' | 'suspendedAt' | 'tells' | 'rule'>,
): Promise<boolean> {
  const rows = await tx.raw<{ rows: unknown[] }>(
    `insert into suspensions (id, kind, target, suspended_by, suspended_at, tells, rule)
     values (:id, :kind, :target, :suspendedBy, :suspendedAt, :tells, :rule) on conflict do nothing returning 1`,
    { id, kind, target, suspendedBy, suspendedAt, tells, rule },
  );
  return rows.rows.length === 1;
}

export async function findSuspension(db: Db | Tx, id: string): Promise<Suspension | undefined> {
  return (await db.select(columns).from('suspensions').where('id', id).first()) as Suspension | undefined;
}

/** Whether it still stood. Who was not told of it yet is not told any more. */
export async function setLifted(
  tx: Tx,
  id: string,
  { by, at, tells }: { readonly by: string; readonly at: Date; readonly tells: boolean },
): Promise<boolean> {
  const lifted = { lifted_at: at, lifted_by: by, lift_tells: tells, told_at: tx.raw('coalesce(told_at, ?)', [at]) };
  return (await tx('suspensions').where('id', id).whereNull('lifted_at').update(lifted)) > 0;
}

/** What is suspended by a supervisor, a supervisor lifts: nobody else does. */
export async function refuseIfSupervised({ tx }: Work, { kind, target }: Suspendable): Promise<void> {
  if (await tx.select('id').from('suspensions').where({ kind, target, lifted_at: null }).first())
    throw new Refusal('suspended_by_supervisor');
}

/** Since when it was suspended by a supervisor at an instant of the past; null when it was not. */
export async function suspendedAt(db: Db | Tx, { kind, target }: Suspendable, at: Date): Promise<Date | null> {
  const row = (await db
    .select({ suspendedAt: 'suspended_at' })
    .from('suspensions')
    .where({ kind, target })
    .where('suspended_at', '<=', at)
    .whereRaw('(lifted_at is null or lifted_at > ?)', [at])
    .first()) as { suspendedAt: Date } | undefined;
  return row?.suspendedAt ?? null;
}

/** The suspensions of a supervisor's territories, those that stand first, the latest of each first. Relying parties are of the whole country. */
export async function listSuspensions(db: Db | Tx, reach: Reach, limit: number): Promise<Suspension[]> {
  const query = db.select(columns).from('suspensions').orderByRaw('lifted_at is not null, suspended_at desc').limit(limit);
  if (!isNational(reach))
    void query.whereRaw(
      `(kind = 'organisation' and target in (select organisations.id::text from organisations where territory = any(:territories))
        or kind = 'helper' and target in (
          select helper_id::text from memberships join organisations on organisations.id = organisation_id where territory = any(:territories)))`,
      { territories: [...reach.territories] },
    );
  return (await query) as Suspension[];
}

/** Whether a helper belongs nowhere now but to organisations of these territories. */
export async function belongsOnlyWithin(db: Db | Tx, reach: Reach, helperId: string): Promise<boolean> {
  if (isNational(reach)) return true;
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `select from memberships join organisations on organisations.id = organisation_id
      where helper_id = :helperId and left_at is null and territory <> all(:territories) limit 1`,
    { helperId, territories: [...reach.territories] },
  );
  return rows.length === 0;
}
