import type { Standing } from './helper.ts';

/** The life of a helper as data; printed as a diagram by `npm run document`. */
export const helperStates = {
  invited: { meaning: 'a manager asked them to join; they hold no certification', next: ['trained'] },
  trained: { meaning: 'an attestation of training waits for an operator’s decision', next: ['certified', 'invited'] },
  certified: { meaning: 'may act, until a day', next: ['suspended', 'expired', 'withdrawn'] },
  suspended: { meaning: 'may not act for now', next: ['certified', 'expired', 'withdrawn'] },
  expired: { meaning: 'the certification came to its end: a new training begins another', next: ['trained', 'withdrawn'] },
  withdrawn: { meaning: 'may not act any more', next: [] },
} as const satisfies Record<string, { meaning: string; next: readonly string[] }>;

export type HelperState = keyof typeof helperStates;

/** Where a helper stands at an instant: the word for what `helperObstacle` decides. */
export function helperState(standing: Standing, { isTrained }: { readonly isTrained: boolean }, at: Date): HelperState {
  if (standing.withdrawnAt) return 'withdrawn';
  if (standing.suspendedAt) return 'suspended';
  if (isCertified(standing, at)) return 'certified';
  if (isTrained) return 'trained';
  return standing.certifiedAt && at >= standing.certifiedAt ? 'expired' : 'invited';
}

function isCertified({ certifiedAt, certificationExpiresAt }: Standing, at: Date): boolean {
  return certifiedAt !== null && certifiedAt <= at && (certificationExpiresAt === null || at < certificationExpiresAt);
}
