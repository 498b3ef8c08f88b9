import { after, second } from '../clock.ts';

/** The day of Paris at an instant, written `2026-11-26`. */
export function dayOf(at: Date): string {
  return sortable.format(at);
}

/** The last second of a day of Paris: what lasts until that day lasts all of it. */
export function endOf(day: string): Date {
  return after(beginningOf(day, 1), -second);
}

/** The instant a day of Paris begins, the day written `2026-11-26`; `days` later or earlier. */
export function beginningOf(day: string, days = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const midnight = new Date(Date.UTC(year, month - 1, date + days));
  const guess = new Date(midnight.getTime() - offsetAt(midnight));
  return new Date(midnight.getTime() - offsetAt(guess)); // once more: the clocks may change in that very night
}

const sortable = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

function offsetAt(instant: Date): number {
  const parts = Object.fromEntries(wall.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant.getTime();
}

const wall = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Europe/Paris', hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
  ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
});
