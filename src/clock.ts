/** What tells the time. A route reads it once per unit of work; nobody below the street sees it. */
export interface Clock {
  now(): Date;
}

/** The machine's clock: the only line of the house that reads the time. */
export const systemClock: Clock = { now: () => new Date() };

/** Milliseconds in each. */
export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The same instant so many calendar years later, or earlier. A 29 February becomes a 1 March. */
export function yearsLater(at: Date, years: number): Date {
  const later = new Date(at);
  later.setUTCFullYear(at.getUTCFullYear() + years);
  return later;
}

/** The instant `milliseconds` after another. */
export function after(at: Date, milliseconds: number): Date {
  return new Date(at.getTime() + milliseconds);
}
