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

/** What stands between an organisation and acting at `at`; null when nothing does. */
export function organisationObstacle(organisation: Organisation, at: Date): RefusalCode | null {
  if (organisation.suspendedAt) return 'organisation_suspended'; // recorded, so already in force: not compared with `at`
  if (organisation.withdrawnAt || !organisation.certifiedAt || at < organisation.certifiedAt) return 'organisation_not_certified';
  if (organisation.certificationExpiresAt && at >= organisation.certificationExpiresAt) return 'organisation_not_certified';
  return null;
}

/** A SIRET of 14 digits whose Luhn key is right (La Poste's own establishments, which use another key, excepted). */
export function isSiret(siret: string): boolean {
  if (!/^\d{14}$/.test(siret)) return false;
  const digits = Array.from(siret, Number);
  if (siret.startsWith('356000000')) return digits.reduce((sum, digit) => sum + digit, 0) % 5 === 0;
  const sum = digits.reduce((total, digit, index) => total + (index % 2 === 0 ? doubled(digit) : digit), 0);
  return sum % 10 === 0;
}

function doubled(digit: number): number {
  return digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
}
