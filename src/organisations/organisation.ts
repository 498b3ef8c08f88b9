import type { RefusalCode } from '../errors.ts';

/** A certified body: it holds mandates, its helpers act for it. */
export interface Organisation {
  readonly id: string;
  readonly siret: string;
  readonly name: string;
  readonly kind: string;
  readonly address: string;
  readonly territory: string;
  readonly excludedProcedures: readonly string[];
  readonly certifiedAt: Date | null;
  readonly certificationExpiresAt: Date | null;
  readonly suspendedAt: Date | null;
  readonly withdrawnAt: Date | null;
}

/** What decides whether an organisation may act. */
export type OrganisationStanding = Pick<Organisation, 'certifiedAt' | 'certificationExpiresAt' | 'suspendedAt' | 'withdrawnAt'>;

/** What stands between an organisation and acting at `at`; null when nothing does. */
export function organisationObstacle(organisation: OrganisationStanding, at: Date): RefusalCode | null {
  if (organisation.suspendedAt) return 'organisation_suspended'; // recorded, so already in force: not compared with `at`
  if (organisation.withdrawnAt || !organisation.certifiedAt || at < organisation.certifiedAt) return 'organisation_not_certified';
  if (organisation.certificationExpiresAt && at >= organisation.certificationExpiresAt) return 'organisation_not_certified';
  return null;
}
