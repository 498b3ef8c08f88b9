import { yearsLater } from '../clock.ts';

/** Why a person's data are still kept, or that they need not be any more. */
export const retentions = ['mandate_in_force', 'case_open', 'agreement_under_way', 'kept_by_law', 'due'] as const;

export type Retention = (typeof retentions)[number];

/** Who is judged, as of when, and before which instant a last mandate must have ended. */
export interface Horizon {
  readonly at: Date;
  readonly horizon: Date;
}

/** So many calendar years before `at`: what ended by then is not kept any more. */
export function horizonAt(at: Date, years: number): Horizon {
  return { at, horizon: yearsLater(at, -years) };
}
