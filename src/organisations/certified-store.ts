import type { Db, Tx } from '../db/database.ts';
import type { Helper } from './helper.ts';
import { helperColumns } from './store.ts';

interface Certified {
  readonly organisationId: string;
  readonly at: Date;
  readonly among?: readonly string[];
  readonly limit?: number;
}

/** The members of an organisation who may act at `at`, by name, or those `among` them: the SQL twin of `helperObstacle`, for those who belong. */
export async function listCertified(db: Db | Tx, { organisationId, at, among, limit = 300 }: Certified): Promise<Helper[]> {
  const query = db
    .select(helperColumns)
    .from('memberships')
    .join('helpers', 'helpers.id', 'memberships.helper_id')
    .where({ 'memberships.organisation_id': organisationId, 'memberships.left_at': null })
    .where({ 'helpers.suspended_at': null, 'helpers.withdrawn_at': null })
    .where('helpers.certified_at', '<=', at)
    .whereRaw('(helpers.certification_expires_at is null or helpers.certification_expires_at > ?)', [at])
    .orderBy(['helpers.family_name', 'helpers.given_name', 'helpers.id'])
    .limit(limit);
  if (among) void query.whereIn('helpers.id', among);
  return (await query) as Helper[];
}
