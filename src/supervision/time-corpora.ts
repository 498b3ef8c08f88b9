import { after, day, minute, second } from '../clock.ts';
import type { Agreement } from './alert-rule.ts';
import { type Chance, factsAt, type Generator, monday, on, ordinary } from './corpus.ts';

/** Days begin early and end late; somebody stays once for a deadline. Who hides does it when nobody is there. */
export const hours: Generator = (chance, isSuspicious) => {
  const usual = Array.from({ length: chance.between(3, 20) }, () =>
    on(chance.between(0, 4), chance.between(-2, 11), chance.between(0, 59)),
  );
  const stays = chance.once(8) ? chance.between(1, 2) : 0;
  const late = Array.from({ length: stays }, () => on(chance.between(0, 4), 12, chance.between(30, 119)));
  const hidden = Array.from({ length: chance.between(2, 6) }, () => hiddenAt(chance));
  return { facts: factsAt('mandate_used', [...usual, ...(isSuspicious ? hidden : late)]), circumstances: ordinary };
};

/** On a Sunday, or between 22 and 5. */
function hiddenAt(chance: Chance): Date {
  return chance.once(3) ? on(6, chance.between(0, 8)) : on(chance.between(0, 4), chance.between(14, 19), chance.between(0, 59));
}

const lengths = [1, 31, 182, 365] as const;

/** Mandates of a day are used to the end; some are used each week until their last; few wake by chance in their last minutes. */
export const lastMinutes: Generator = (chance, isSuspicious) => {
  const lasts = isSuspicious ? (lengths[chance.between(1, 3)] ?? 31) : (lengths[chance.between(0, 3)] ?? 31);
  const ends = after(monday, lasts * day);
  const isRegular = !isSuspicious && chance.once(3);
  const early = isSuspicious ? [chance.between(0, 3) * 60] : Array.from({ length: 4 }, () => chance.between(0, lasts * 24 * 60 - 1));
  const weekly = isRegular ? Array.from({ length: Math.ceil(lasts / 7) }, (_, week) => week * 7 * 24 * 60) : [];
  const last = isSuspicious
    ? [lasts * 24 * 60 - chance.between(1, 31)]
    : chance.once(40) || isRegular
      ? [lasts * 24 * 60 - chance.between(1, 60)]
      : [];
  const instants = [...early, ...weekly, ...last].map((minutes) => after(monday, minutes * minute));
  return { facts: factsAt('mandate_used', instants), circumstances: { ...ordinary, agreement: agreed({ expiresAt: ends }) } };
};

/** Explaining takes minutes; somebody who knows it well, or renews, needs less. Who signs for another needs none. */
export const explained: Generator = (chance, isSuspicious) => {
  const isRenewal = chance.once(4);
  const took = isSuspicious
    ? chance.between(20, isRenewal ? 95 : 190)
    : chance.once(25)
      ? chance.between(isRenewal ? 80 : 165, 300)
      : chance.between(240, 2_400);
  const agreement = agreed({ draftedAt: monday, isRenewal });
  const first = after(monday, took * second);
  return { facts: factsAt('mandate_used', [first, after(first, 20 * minute)]), circumstances: { ...ordinary, agreement } };
};

/** A mandate like any other, but for what is said. */
export function agreed(more: Partial<Agreement>): Agreement {
  return { draftedAt: monday, startsAt: monday, expiresAt: after(monday, 31 * day), isRenewal: false, sameDevice: null, ...more };
}
