import { day, minute, second } from '../clock.ts';
import { distanceFromHours, timeThere } from '../organisations/hours.ts';
import { type Fact, type Rule, within } from './alert-rule.ts';

/** Uses when the organisation is closed: several in a week, or one in the dead of night. */
export const outsideHours = {
  ...{ subject: 'helper', of: 'helper', wakes: ['mandate_used'], looksAt: ['mandate_used'], back: 7 * day },
  ...{ thresholds: { graceMinutes: 45, uses: 3, nightUntilHour: 5 }, quiet: 7 * day, most: 50, blocks: false },
  notice: ({ facts, circumstances: { hours, zone } }, { graceMinutes = 0, uses = 0, nightUntilHour = 0 }) => {
    const isOutside = ({ at }: Fact) => distanceFromHours(hours, timeThere(at, zone)) > graceMinutes;
    const last = facts.at(-1);
    if (!last || !isOutside(last)) return null;
    const outside = within(facts, 7 * day).filter(isOutside).length;
    const { minutes } = timeThere(last.at, zone);
    const isNight = minutes < nightUntilHour * 60;
    return outside >= uses || isNight ? { uses: outside, hour: Math.floor(minutes / 60) } : null;
  },
} as const satisfies Rule;

/** A mandate that slept is taken up in its last minutes: what for, and does the person know? */
export const useBeforeEnd = {
  ...{ subject: 'mandate', of: 'mandate', wakes: ['mandate_used'], looksAt: ['mandate_used'], back: 366 * day },
  ...{ thresholds: { minutes: 30, asleepDays: 14, lastedDays: 31 }, quiet: 30 * day, most: 30, blocks: false },
  notice: ({ facts, circumstances: { agreement } }, { minutes = 0, asleepDays = 0, lastedDays = 0 }) => {
    const [last, former] = [facts.at(-1), facts.at(-2)];
    if (!last || !agreement) return null;
    const left = agreement.expiresAt.getTime() - last.at.getTime();
    const asleep = last.at.getTime() - (former?.at ?? agreement.startsAt).getTime();
    const lasted = agreement.expiresAt.getTime() - agreement.startsAt.getTime();
    if (left < 0 || left > minutes * minute || asleep < asleepDays * day || lasted < lastedDays * day) return null;
    return { minutesLeft: Math.floor(left / minute), daysAsleep: Math.floor(asleep / day) };
  },
} as const satisfies Rule;

/** From the first line of the draft to the first use in less time than it takes to read the terms aloud. */
export const tooCloseToExplain = {
  ...{ subject: 'mandate', of: 'mandate', wakes: ['mandate_used'], looksAt: ['mandate_used'], back: day },
  ...{ thresholds: { seconds: 180, renewalSeconds: 90 }, quiet: 30 * day, most: 50, blocks: false },
  notice: ({ facts, circumstances: { agreement } }, { seconds = 0, renewalSeconds = 0 }) => {
    const [first] = facts;
    if (!first || !agreement || facts.length > 1) return null;
    const took = Math.floor((first.at.getTime() - agreement.draftedAt.getTime()) / second);
    return took < (agreement.isRenewal ? renewalSeconds : seconds) ? { seconds: took } : null;
  },
} as const satisfies Rule;
