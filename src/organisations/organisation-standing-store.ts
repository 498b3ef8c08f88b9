import type { Db, Tx } from '../db/database.ts';
import type { OrganisationStanding } from './organisation.ts';

/** How an organisation stood from an instant on. */
export interface KeptOrganisationStanding extends OrganisationStanding {
  readonly since: Date;
}

/** All that an organisation's standing has been, the latest first. */
export async function listOrganisationStandings(db: Db | Tx, organisationId: string): Promise<KeptOrganisationStanding[]> {
  return (await kept(db, organisationId)) as KeptOrganisationStanding[];
}

/** How an organisation stood at an instant; undefined before anything was kept. */
export async function findOrganisationStandingAt(db: Db | Tx, organisationId: string, at: Date): Promise<OrganisationStanding | undefined> {
  return (await kept(db, organisationId).where('since', '<=', at).first()) as OrganisationStanding | undefined;
}

function kept(db: Db | Tx, organisationId: string) {
  const columns = { since: 'since', certifiedAt: 'certified_at', certificationExpiresAt: 'certification_expires_at' } as const;
  return db
    .select({ ...columns, suspendedAt: 'suspended_at', withdrawnAt: 'withdrawn_at' })
    .from('organisation_standings')
    .where('organisation_id', organisationId)
    .orderBy('n', 'desc');
}
