import type { RuleName } from './alert-rules.ts';

/** Of the histories a rule notices, the share that is suspicious; of the suspicious, the share it notices. */
export interface RuleFigures {
  readonly clean: number;
  readonly suspicious: number;
  readonly precision: number;
  readonly recall: number;
}

/** Printed by `npm run document` from the corpora: not written by hand. A test measures again. */
export const ruleFigures: Readonly<Record<RuleName, RuleFigures>> = {
  many_persons_in_an_hour: { clean: 1800, suspicious: 200, precision: 0.8, recall: 0.92 },
  outside_hours: { clean: 1800, suspicious: 200, precision: 1, recall: 0.975 },
  burst_after_certification: { clean: 1800, suspicious: 200, precision: 1, recall: 0.94 },
  use_before_end: { clean: 1800, suspicious: 200, precision: 0.956, recall: 0.97 },
  too_close_to_explain: { clean: 1800, suspicious: 200, precision: 0.956, recall: 0.975 },
  same_device: { clean: 1800, suspicious: 200, precision: 0.995, recall: 0.92 },
  helpers_channel: { clean: 1800, suspicious: 200, precision: 0.829, recall: 0.945 },
  repeated_refusals: { clean: 1800, suspicious: 200, precision: 1, recall: 0.94 },
  sensitive_after_contact_change: { clean: 1800, suspicious: 200, precision: 0.989, recall: 0.915 },
  stop_codes_tried: { clean: 1800, suspicious: 200, precision: 0.932, recall: 0.96 },
};
