import { day, hour, minute } from '../clock.ts';
import { countDistinct, type Rule, within } from './alert-rule.ts';

/** A person who is not there answers on the device they were asked from, and at once: who answered? */
export const sameDevice = {
  ...{ subject: 'mandate', of: 'mandate', wakes: ['mandate_concluded'], looksAt: ['mandate_concluded'], back: day },
  ...{ thresholds: { minutes: 60 }, quiet: 30 * day, most: 30, blocks: false },
  notice: ({ circumstances: { agreement } }, { minutes = 0 }) => {
    const same = agreement?.sameDevice;
    if (!same) return null;
    const took = Math.floor((same.answeredAt.getTime() - same.askedAt.getTime()) / minute);
    return took < minutes ? { minutes: took } : null;
  },
} as const satisfies Rule;

/**
 * A helper gives their own address, or the same one again, where the person's should be; or helps somebody whose confirmed address others
 * confirmed too, as they do when one telephone goes round a table: whoever receives it is told in the person's place.
 */
export const helpersChannel = {
  ...{
    subject: 'helper',
    of: 'helper',
    wakes: ['contact_refused', 'mandate_refused', 'contact_shared', 'mandate_concluded', 'mandate_used'],
  },
  ...{ looksAt: ['contact_refused', 'mandate_refused', 'contact_shared'], back: 30 * day },
  ...{ thresholds: { own: 2, shared: 3, confirmed: 3 }, quiet: 30 * day, most: 30, blocks: false },
  notice: ({ facts, circumstances: { sharing: confirmed } }, thresholds) => {
    const own = facts.filter(({ refusal }) => refusal === 'contact_is_helpers').length;
    const shared = countDistinct(facts.filter(({ event }) => event === 'contact_shared').map(({ personId }) => personId));
    const noticed = { own, shared, confirmed };
    return Object.entries(noticed).some(([what, count]) => count >= (thresholds[what] ?? Infinity)) ? noticed : null;
  },
} as const satisfies Rule;

/** Something that moves money or addresses, soon after the way the person is reached was changed through a helper. */
export const sensitiveAfterContactChange = {
  ...{ subject: 'mandate', of: 'person', wakes: ['mandate_used'], looksAt: ['mandate_used', 'contact_added', 'contact_removed'] },
  ...{ back: 3 * day, thresholds: { hours: 48 }, quiet: 30 * day, most: 30, blocks: false },
  notice: ({ facts, circumstances: { isSensitive } }, { hours = 0 }) => {
    const last = facts.at(-1);
    if (!last || !isSensitive) return null;
    const change = within(facts, hours * hour).findLast(({ event, helperId }) => event.startsWith('contact_') && helperId != null);
    return change ? { hours: Math.floor((last.at.getTime() - change.at.getTime()) / hour) } : null;
  },
} as const satisfies Rule;
