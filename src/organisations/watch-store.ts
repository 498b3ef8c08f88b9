import type { Db, Tx } from '../db/database.ts';
import type { Helper } from './helper.ts';
import { helperColumns } from './store.ts';

/** Certified helpers, and managers be they helpers or not, who did not sign in since; of those not warned yet, or of those warned before `warnedBefore`. */
export async function listIdle(
  db: Db | Tx,
  { since, warnedBefore, limit }: { readonly since: Date; readonly warnedBefore: Date | null; readonly limit: number },
): Promise<Helper[]> {
  const query = db
    .select(helperColumns)
    .from('helpers')
    .whereNull('suspended_at')
    .whereNull('withdrawn_at')
    .whereRaw(
      `(certified_at is not null or exists (
      select from memberships where helper_id = helpers.id and role = 'manager' and left_at is null))`,
    )
    .whereRaw('coalesce(signed_in_at, created_at) <= ?', [since])
    .limit(limit);
  if (warnedBefore === null) void query.whereNull('inactivity_warned_at');
  else void query.where('inactivity_warned_at', '<=', warnedBefore);
  return (await query) as Helper[];
}

/** Says once that the helper was warned; false when another instance did, or the helper came back. */
export async function takeWarning(tx: Tx, id: string, { since, at }: { readonly since: Date; readonly at: Date }): Promise<boolean> {
  const idle = tx('helpers').where('id', id).whereNull('inactivity_warned_at').whereRaw('coalesce(signed_in_at, created_at) <= ?', [since]);
  return (await idle.update({ inactivity_warned_at: at })) > 0;
}

/** Suspends for idleness, once; false when another instance did, or the helper came back. */
export async function takeSuspension(tx: Tx, id: string, { since, at }: { readonly since: Date; readonly at: Date }): Promise<boolean> {
  const idle = tx('helpers').where('id', id).whereNull('suspended_at').whereRaw('coalesce(signed_in_at, created_at) <= ?', [since]);
  return (await idle.update({ suspended_at: at, suspended_for: 'inactivity', standing_since: at })) > 0;
}

/** Helpers whose certification ends within so many days, and who were not told so yet. */
export async function listEnding(
  db: Db,
  { at, before, days, limit }: { readonly at: Date; readonly before: Date; readonly days: number; readonly limit: number },
): Promise<Helper[]> {
  return (await db
    .select(helperColumns)
    .from('helpers')
    .whereNull('suspended_at')
    .whereNull('withdrawn_at')
    .where('certification_expires_at', '>', at)
    .where('certification_expires_at', '<=', before)
    .whereRaw('(end_reminded_days is null or end_reminded_days > ?)', [days])
    .limit(limit)) as Helper[];
}

/** Says once that the helper was told, so many days before; false when another instance did. */
export async function takeReminder(tx: Tx, id: string, days: number): Promise<boolean> {
  const due = tx('helpers').where('id', id).whereRaw('(end_reminded_days is null or end_reminded_days > ?)', [days]);
  return (await due.update({ end_reminded_days: days })) > 0;
}
