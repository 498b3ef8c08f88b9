import { after, day, yearsLater } from '../clock.ts';
import type { RefusalCode } from '../errors.ts';
import { type OrganisationStanding, organisationObstacle } from './organisation.ts';

/** How long before the end of its certification an organisation may ask for more time. */
export const renewalOpens = 182 * day;

/** How many days before the end its managers are told of it, each once; 0: that it came. */
export const endReminders = [0, 30, 60] as const;

/** Whether the end is near enough to be told of, or past. */
export function isEndNear({ certificationExpiresAt: end }: Pick<OrganisationStanding, 'certificationExpiresAt'>, at: Date): boolean {
  return end !== null && end <= after(at, Math.max(...endReminders) * day);
}

/** What stands between an organisation and asking for more time; null when nothing does. One whose certification came to its end may ask. */
export function renewalObstacle(organisation: OrganisationStanding, at: Date): RefusalCode | null {
  const { certifiedAt, certificationExpiresAt: end, suspendedAt, withdrawnAt } = organisation;
  if (suspendedAt || withdrawnAt || !certifiedAt) return organisationObstacle(organisation, at) ?? 'organisation_not_certified';
  return end === null || end > after(at, renewalOpens) ? 'renewal_too_early' : null;
}

/** The day a renewed certification is usually given until: three years from its end, or from now when it came to its end. */
export function usualEnd({ certificationExpiresAt: end }: Pick<OrganisationStanding, 'certificationExpiresAt'>, at: Date): Date {
  return yearsLater(end && end > at ? end : at, 3);
}
