import type { Db, Tx } from '../db/database.ts';

/** Whether an organisation has a manager who may sign in, besides this helper. */
export async function hasManagerBesides(
  db: Db | Tx,
  { organisationId, helperId }: { readonly organisationId: string; readonly helperId: string },
): Promise<boolean> {
  const row = (await db
    .select('memberships.helper_id')
    .from('memberships')
    .join('helpers', 'helpers.id', 'memberships.helper_id')
    .where({ 'memberships.organisation_id': organisationId, 'memberships.role': 'manager', 'memberships.left_at': null })
    .where({ 'helpers.suspended_at': null, 'helpers.withdrawn_at': null })
    .whereNot('helpers.id', helperId)
    .first()) as object | undefined;
  return row !== undefined;
}
