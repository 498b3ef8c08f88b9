import type { Db, Tx } from '../db/database.ts';
import type { Helper } from './helper.ts';
import { helperColumns } from './store.ts';

/** The members of an organisation who may act at `at`, by name: the SQL twin of `helperObstacle`, for those who belong. */
export async function listCertified(
  db: Db | Tx,
  { organisationId, at, limit = 300 }: { readonly organisationId: string; readonly at: Date; readonly limit?: number },
): Promise<Helper[]> {
  return (await db
    .select(helperColumns)
    .from('memberships')
    .join('helpers', 'helpers.id', 'memberships.helper_id')
    .where({ 'memberships.organisation_id': organisationId, 'memberships.left_at': null })
    .where({ 'helpers.suspended_at': null, 'helpers.withdrawn_at': null })
    .where('helpers.certified_at', '<=', at)
    .whereRaw('(helpers.certification_expires_at is null or helpers.certification_expires_at > ?)', [at])
    .orderBy(['helpers.family_name', 'helpers.given_name', 'helpers.id'])
    .limit(limit)) as Helper[];
}
