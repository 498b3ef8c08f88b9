/** When an organisation helps, in Paris: on which days (1 is Monday), from which minute of the day to which. */
export interface OpeningHours {
  readonly days: readonly number[];
  readonly opens: number;
  readonly closes: number;
}

/** Where an organisation declared none: weekdays, from 7 to 21. */
export const usualHours: OpeningHours = { days: [1, 2, 3, 4, 5], opens: 7 * 60, closes: 21 * 60 };

const clockFace = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Europe/Paris', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
});
const weekdays = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The day of the week and the minute of the day in Paris. */
export function parisTime(at: Date): { readonly weekday: number; readonly minutes: number } {
  const parts = new Map(clockFace.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    weekday: weekdays.indexOf(parts.get('weekday') ?? ''),
    minutes: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}

/** By how many minutes an instant is before the opening or after the closing of its day; a day and more when that day is closed. */
export function distanceFromHours({ days, opens, closes }: OpeningHours, at: Date): number {
  const { weekday, minutes } = parisTime(at);
  if (!days.includes(weekday)) return 24 * 60;
  return Math.max(0, opens - minutes, minutes - closes);
}
