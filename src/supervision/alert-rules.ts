import { helpersChannel, sameDevice, sensitiveAfterContactChange } from './agreement-rules.ts';
import type { Rule } from './alert-rule.ts';
import { burstAfterCertification, manyPersonsInAnHour, repeatedRefusals, stopCodesTried } from './pace-rules.ts';
import { outsideHours, tooCloseToExplain, useBeforeEnd } from './time-rules.ts';

/** What the service notices by itself. None of these blocks anything: a supervisor decides, since each has its innocents. */
export const alertRules = {
  many_persons_in_an_hour: manyPersonsInAnHour,
  outside_hours: outsideHours,
  burst_after_certification: burstAfterCertification,
  use_before_end: useBeforeEnd,
  too_close_to_explain: tooCloseToExplain,
  same_device: sameDevice,
  helpers_channel: helpersChannel,
  repeated_refusals: repeatedRefusals,
  sensitive_after_contact_change: sensitiveAfterContactChange,
  stop_codes_tried: stopCodesTried,
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof alertRules;

export const ruleNames = Object.keys(alertRules) as readonly RuleName[]; // the keys of the constant above

/** What rules there are, by name: these, or others in a test. */
export type Rules = Readonly<Record<string, Rule>>;
