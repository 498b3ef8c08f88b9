import { after, minute } from '../clock.ts';
import type { Fact } from './alert-rule.ts';
import { factsAt, type Generator, monday, on, ordinary } from './corpus.ts';
import { agreed } from './time-corpora.ts';

/** Persons answer on their own device, some from the organisation's own network with the same browser, mostly later. */
export const devices: Generator = (chance, isSuspicious) => {
  const isSame = isSuspicious || chance.once(25);
  const took = isSuspicious ? chance.between(1, 64) : chance.between(20, 3_000);
  const same = isSame ? { askedAt: monday, answeredAt: after(monday, took * minute) } : null;
  const facts = factsAt('mandate_concluded', [after(monday, (took + 10) * minute)]);
  return { facts, circumstances: { ...ordinary, agreement: agreed({ sameDevice: same }) } };
};

/**
 * A helper's browser fills in their own address, once; a couple shares a mailbox, a home its telephone. Who gathers the messages of others
 * does it again, or has them confirm a telephone that is nobody's.
 */
export const channels: Generator = (chance, isSuspicious) => {
  const own = isSuspicious ? chance.between(0, 4) : chance.once(12) ? 1 : 0;
  const isConfirmed = chance.once(3);
  const isShared = isSuspicious && own < 2;
  const clean = chance.once(6) ? chance.between(1, 2) : chance.once(40) ? 3 : 0;
  const shared = !isSuspicious ? clean : isShared && !isConfirmed ? chance.between(2, 9) : 0;
  const sharing = isShared && isConfirmed ? chance.between(2, 9) : chance.once(400) ? 30 : chance.once(8) ? 2 : 1;
  const instants = (count: number) => Array.from({ length: count }, () => on(chance.between(0, 20), chance.between(0, 8)));
  const refused = factsAt('contact_refused', instants(own), () => ({ refusal: 'contact_is_helpers' }));
  const facts = [...refused, ...factsAt('contact_shared', instants(shared)), ...factsAt('mandate_used', instants(1))];
  return { facts: inOrder(facts), circumstances: { ...ordinary, sharing } };
};

/** Addresses are gathered when a mandate is signed, by a helper; money moves any day. Both within two days is rare, and what thieves do. */
export const money: Generator = (chance, isSuspicious) => {
  const isSensitive = isSuspicious || chance.once(5);
  const since = isSuspicious
    ? chance.between(0, 50)
    : isSensitive
      ? chance.once(30)
        ? chance.between(24, 60)
        : chance.between(72, 2_000)
      : chance.between(1, 60);
  const changed = isSuspicious || chance.once(2) ? factsAt('contact_added', [on(0)]) : [];
  const own = isSuspicious ? [] : factsAt('contact_added', [on(0, since - 1)], () => ({ helperId: null }));
  return { facts: [...changed, ...own, ...factsAt('mandate_used', [on(0, since, 30)])], circumstances: { ...ordinary, isSensitive } };
};

function inOrder(facts: readonly Fact[]): Fact[] {
  return [...facts].sort((one, other) => one.at.getTime() - other.at.getTime());
}
