import { day, hour } from '../clock.ts';
import type { RefusalCode } from '../errors.ts';
import { countDistinct, type Rule, within } from './alert-rule.ts';

/** One helper, more persons in an hour than anybody can listen to. */
export const manyPersonsInAnHour = {
  ...{ subject: 'helper', of: 'helper', wakes: ['mandate_used'], looksAt: ['mandate_used'], back: hour },
  ...{ thresholds: { persons: 15 }, quiet: day, most: 50, blocks: false },
  notice: ({ facts }, { persons = 0 }) => {
    const count = countDistinct(within(facts, hour).map(({ personId }) => personId));
    return count >= persons ? { persons: count } : null;
  },
} as const satisfies Rule;

/** A helper certified a moment ago concludes more mandates in a day than a beginner does. */
export const burstAfterCertification = {
  ...{ subject: 'helper', of: 'helper', wakes: ['mandate_concluded'], looksAt: ['mandate_concluded'], back: day },
  ...{ thresholds: { days: 14, mandates: 10 }, quiet: 7 * day, most: 30, blocks: false },
  notice: ({ facts, circumstances: { certifiedAt } }, { days = 0, mandates = 0 }) => {
    const last = facts.at(-1);
    if (!last || !certifiedAt || last.at.getTime() - certifiedAt.getTime() > days * day) return null;
    const count = countDistinct(within(facts, day).map(({ mandateId }) => mandateId));
    return count >= mandates ? { mandates: count, days: Math.floor((last.at.getTime() - certifiedAt.getTime()) / day) } : null;
  },
} as const satisfies Rule;

/** What a helper is refused because they ask for what they may not: not the errors of a service, nor a code mistyped. */
const telling: ReadonlySet<string> = new Set<RefusalCode>([
  ...(['procedure_not_covered', 'mandate_unknown', 'mandate_expired', 'mandate_revoked', 'mandate_of_another_organisation'] as const),
  ...(['procedure_excluded_by_organisation', 'helper_not_named', 'helper_not_member', 'confirmation_wrong'] as const),
  ...(['draft_unknown', 'use_unknown', 'person_unknown'] as const),
]);

/** One helper is refused again and again, about several mandates: somebody tries doors. */
export const repeatedRefusals = {
  ...{ subject: 'helper', of: 'helper', wakes: ['use_refused', 'mandate_refused', 'confirmation_refused'] },
  ...{ looksAt: ['use_refused', 'mandate_refused', 'confirmation_refused'], back: day },
  ...{ thresholds: { inAnHour: 8, mandates: 5 }, quiet: day, most: 50, blocks: false },
  notice: ({ facts }, { inAnHour = 0, mandates = 0 }) => {
    const refused = facts.filter(({ refusal }) => refusal != null && telling.has(refusal));
    const lately = within(facts, hour).filter((fact) => refused.includes(fact)).length;
    const several = countDistinct(refused.map(({ mandateId }) => mandateId));
    return lately >= inAnHour || several >= mandates ? { refusals: lately, mandates: several } : null;
  },
} as const satisfies Rule;

/** Stop codes that are none of ours, more than people mistype: somebody guesses. Stopping stays open: ending is easier than granting. */
export const stopCodesTried = {
  ...{ subject: 'service', of: 'service', wakes: ['stop_refused'], looksAt: ['stop_refused'], back: hour },
  ...{ thresholds: { tries: 25 }, quiet: day, most: 5, blocks: false },
  notice: ({ facts }, { tries = 0 }) => {
    const count = within(facts, hour).length;
    return count >= tries ? { tries: count } : null;
  },
} as const satisfies Rule;
