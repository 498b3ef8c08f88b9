import { minute } from '../clock.ts';
import type { LookPurpose } from '../people/look.ts';

/** How long a stated reason opens what is about persons. */
export const reasonLifetime = 30 * minute;

/** How long the reference of a case may be. */
export const referenceLength = 60;

/** Why, for which case, and in whose words: what the persons read whose data it opens. */
export interface StatedReason {
  readonly purpose: LookPurpose;
  readonly caseReference: string;
  readonly reason: string;
}

/** A reason that stands now. */
export interface StandingReason extends StatedReason {
  readonly id: string;
  readonly givenAt: Date;
  readonly expiresAt: Date;
}

/** Where the sealed words of a reason lie. */
export function reasonContext(id: string): string {
  return `supervision-reason/${id}`;
}
