import { after, day, hour, minute } from '../clock.ts';
import { usualHours } from '../organisations/hours.ts';
import type { Circumstances, Fact, History, Rule } from './alert-rule.ts';

/** A history that somebody judged: a rule that notices it is right, or wrong. */
export interface Judged extends History {
  readonly isSuspicious: boolean;
}

/** A pinch of chance that is the same for everybody. */
export interface Chance {
  /** Between two numbers, whole. */
  between(least: number, most: number): number;
  /** Once in so many times. */
  once(times: number): boolean;
}

/** Makes histories, clean or suspicious. */
export type Generator = (chance: Chance, isSuspicious: boolean) => History;

/** Numbers that look drawn by lot and are the same at each run (mulberry32). */
function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return { between, once: (times) => between(1, times) === 1 };
}

/** A corpus of a rule: nine clean histories for each suspicious one, as many as there are asked. */
export function corpusOf(generate: Generator, { seed, size }: { readonly seed: number; readonly size: number }): Judged[] {
  const chance = chanceOf(seed);
  return Array.from({ length: size }, (_, n) => {
    const isSuspicious = n % 10 === 0;
    return { ...generate(chance, isSuspicious), isSuspicious };
  });
}

/** Whether a rule notices something at any of the facts that make it look. */
export function isNoticed(rule: Rule, { facts, circumstances }: History): boolean {
  return facts.some((fact, place) => {
    if (!rule.wakes.includes(fact.event)) return false;
    const back = fact.at.getTime() - rule.back;
    const seen = facts.slice(0, place + 1).filter(({ at, event }) => at.getTime() > back && rule.looksAt.includes(event));
    return rule.notice({ facts: seen, circumstances }, rule.thresholds) !== null;
  });
}

/** A Monday at nine in Paris. */
export const monday = new Date('2026-10-05T07:00:00Z');

/** So many days, hours and minutes after that Monday at nine. */
export function on(days: number, hours = 0, minutes = 0): Date {
  return after(monday, days * day + hours * hour + minutes * minute);
}

/** Nothing out of the ordinary around. */
export const ordinary: Circumstances = {
  ...{ hours: usualHours, zone: 'Europe/Paris', certifiedAt: null, agreement: null, isSensitive: false, sharing: 0 },
};

/** Facts of one kind at these instants, in order, each about another person and mandate unless said otherwise. */
export function factsAt(event: Fact['event'], instants: readonly Date[], more: (n: number) => Partial<Fact> = () => ({})): Fact[] {
  return [...instants]
    .sort((one, other) => one.getTime() - other.getTime())
    .map((at, n) => ({ at, event, helperId: 'helper', personId: `person ${n}`, mandateId: `mandate ${n}`, ...more(n) }));
}
