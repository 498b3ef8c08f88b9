import { channels, devices, money } from './agreement-corpora.ts';
import { alertRules, type RuleName, ruleNames } from './alert-rules.ts';
import { corpusOf, type Generator, isNoticed } from './corpus.ts';
import { burst, manyPersons, refusals, stopCodes } from './pace-corpora.ts';
import type { RuleFigures } from './rule-figures.ts';
import { explained, hours, lastMinutes } from './time-corpora.ts';

/** Where each rule's histories come from. */
const corpora: Readonly<Record<RuleName, Generator>> = {
  many_persons_in_an_hour: manyPersons,
  outside_hours: hours,
  burst_after_certification: burst,
  use_before_end: lastMinutes,
  too_close_to_explain: explained,
  same_device: devices,
  helpers_channel: channels,
  repeated_refusals: refusals,
  sensitive_after_contact_change: money,
  stop_codes_tried: stopCodes,
};

const size = 2_000;

/** How good each rule is, on 1,800 clean and 200 suspicious histories: the same numbers each time, printed by `npm run document`. */
export function measureRules(): Readonly<Record<RuleName, RuleFigures>> {
  return Object.fromEntries(ruleNames.map((name, n) => [name, figuresOf(name, n + 1)])) as Record<RuleName, RuleFigures>; // a line a name
}

function figuresOf(name: RuleName, seed: number): RuleFigures {
  const judged = corpusOf(corpora[name], { seed, size }).map((one) => ({ ...one, isNoticed: isNoticed(alertRules[name], one) }));
  const noticed = judged.filter((one) => one.isNoticed);
  const right = noticed.filter((one) => one.isSuspicious).length;
  const suspicious = judged.filter((one) => one.isSuspicious).length;
  return { clean: size - suspicious, suspicious, precision: share(right, noticed.length), recall: share(right, suspicious) };
}

/** In thousandths. */
function share(part: number, whole: number): number {
  return whole === 0 ? 1 : Math.round((1_000 * part) / whole) / 1_000;
}
