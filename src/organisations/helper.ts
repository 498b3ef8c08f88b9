import type { RefusalCode } from '../errors.ts';

/** A certified professional who acts for an organisation; or, by their duty, somebody who runs or watches the service. */
export interface Helper {
  readonly id: string;
  readonly subjectRef: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly certifiedAt: Date | null;
  readonly certificationExpiresAt: Date | null;
  readonly suspendedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly duty: Duty;
  /** Since when a supervisor also watches the supervisors. */
  readonly namedOmbudsmanAt?: Date | null;
}

/** What an account is for, for good: one of another duty never acts as a helper. */
export const duties = ['helper', 'operator', 'supervisor'] as const;

export type Duty = (typeof duties)[number];

export type Role = 'helper' | 'manager';

/** A helper's place in an organisation; ended memberships have `leftAt`. */
export interface Membership {
  readonly helperId: string;
  readonly organisationId: string;
  readonly role: Role;
  readonly joinedAt: Date;
  readonly leftAt: Date | null;
}

/** What decides whether a helper may act: as it is now, or as it was on some day (`findStandingAt`). */
export type Standing = Pick<Helper, 'certifiedAt' | 'certificationExpiresAt' | 'suspendedAt' | 'withdrawnAt'>;

/** What stands between a helper and acting at `at`; null when nothing does. */
export function helperObstacle(helper: Standing, at: Date): RefusalCode | null {
  if (helper.suspendedAt || helper.withdrawnAt) return 'helper_suspended'; // recorded, so already in force
  if (!helper.certifiedAt || at < helper.certifiedAt) return 'helper_not_certified';
  if (helper.certificationExpiresAt && at >= helper.certificationExpiresAt) return 'helper_not_certified';
  return null;
}

/** May open a session: neither suspended nor withdrawn. Whoever is not certified yet may sign in, not act. */
export function maySignIn(helper: Helper): boolean {
  return !helper.suspendedAt && !helper.withdrawnAt;
}

/** How a helper is named. */
export function helperName({ givenName, familyName }: Pick<Helper, 'givenName' | 'familyName'>): string {
  return `${givenName} ${familyName}`;
}
