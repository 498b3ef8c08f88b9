/** A stretch of a day, from one minute of it to another. */
export interface Opening {
  readonly opens: number;
  readonly closes: number;
}

/** When an organisation helps, by its own clocks: the openings of each of the seven days, Monday first; a day without any is closed. */
export type OpeningHours = readonly (readonly Opening[])[];

const always = [{ opens: 7 * 60, closes: 21 * 60 }];

/** Where an organisation said none: weekdays, from 7 to 21. */
export const usualHours: OpeningHours = [always, always, always, always, always, [], []];

/** The days of a week as a form calls them, Monday first. */
export const dayFields = ['hours1', 'hours2', 'hours3', 'hours4', 'hours5', 'hours6', 'hours7'] as const;

/** Days that follow each other and open alike: from the one to the other, Monday is 1. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly openings: readonly Opening[];
}

const midnight = 24 * 60;
const paris = 'Europe/Paris';
// prettier-ignore
const overseas = new Map([
  ['971', 'America/Guadeloupe'], ['972', 'America/Martinique'], ['973', 'America/Cayenne'], ['974', 'Indian/Reunion'],
  ['975', 'America/Miquelon'], ['976', 'Indian/Mayotte'], ['977', 'America/St_Barthelemy'], ['978', 'America/Marigot'],
  ['986', 'Pacific/Wallis'], ['987', 'Pacific/Tahiti'], ['988', 'Pacific/Noumea'],
]);
const clockFaces = new Map<string, Intl.DateTimeFormat>();
const face = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const weekdays = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Whose clocks a department goes by. */
export function zoneOf(territory: string): string {
  return overseas.get(territory) ?? paris;
}

/** The day of the week and the minute of the day there. */
export function timeThere(at: Date, timeZone: string): { readonly weekday: number; readonly minutes: number } {
  const clockFace = clockFaces.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { ...face, timeZone });
  clockFaces.set(timeZone, clockFace);
  const parts = new Map(clockFace.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    weekday: weekdays.indexOf(parts.get('weekday') ?? ''),
    minutes: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}

/** By how many minutes an instant is before the first opening or after the last closing of its day; a day and more when that day is closed. */
export function distanceFromHours(hours: OpeningHours, { weekday, minutes }: ReturnType<typeof timeThere>): number {
  const openings = hours[weekday - 1] ?? [];
  const [first, last] = [openings[0], openings.at(-1)];
  if (!first || !last) return midnight;
  return Math.max(0, first.opens - minutes, minutes - last.closes);
}

/** What somebody types for a day: « 9 h – 12 h, 14 h – 18 h 30 »; nothing, or « fermé », is a day without. Null when it is no such thing. */
export function readOpenings(typed: string): readonly Opening[] | null {
  if (/^\s*(?:ferm[ée]e?|closed)?\s*$/i.test(typed)) return [];
  const times = [...typed.matchAll(clock)].map(([, hour, close, apart]) => Number(hour) * 60 + Number(close ?? apart ?? 0));
  if (!between.test(typed.replaceAll(clock, '')) || times.length % 2 > 0) return null;
  const openings = Array.from({ length: times.length / 2 }, (_, n) => ({
    opens: times[2 * n] ?? 0,
    closes: times[2 * n + 1] || midnight, // that of the end of the day is written 0:00 too
  }));
  return inOrder(openings) ? openings : null;
}

/** `9`, `9h`, `9h30`, `9:30`; « 9 h 30 », where what follows is not an hour itself. */
const clock = /([01]?\d|2[0-4])(?!\d)(?:[h:.]([0-5]\d)(?!\d)|\sh\s([0-5]\d)(?!\d|\s*[h:.])|\s*h)?/gi;
const between = /^(?:de|à|a|et|from|to|and|[\s,;/–—−-])*$/i;

function inOrder(openings: readonly Opening[]): boolean {
  return (
    openings.length > 0 &&
    openings.every(({ opens, closes }, n) => opens < closes && closes <= midnight && opens >= (openings[n - 1]?.closes ?? 0))
  );
}

/** The week in words' order: days that follow each other and open alike are said once, closed ones not at all. */
export function spansOf(hours: OpeningHours): readonly Span[] {
  const spans: Span[] = [];
  hours.forEach((openings, index) => {
    const [day, last] = [index + 1, spans.at(-1)];
    if (last?.to === index && timesOf(last.openings) === timesOf(openings)) spans[spans.length - 1] = { ...last, to: day };
    else if (openings.length > 0) spans.push({ from: day, to: day, openings });
  });
  return spans;
}

const codes = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const;

/** A week in the notation of OpenStreetMap (`opening_hours`), which the open data of digital-mediation places are written in; null when it is closed. */
export function notationOf(hours: OpeningHours): string | null {
  const rules = spansOf(hours).map(({ from, to, openings }) => {
    const [first, last] = [codes[from - 1] ?? '', codes[to - 1] ?? ''];
    return `${from === to ? first : `${first}-${last}`} ${timesOf(openings)}`;
  });
  return rules.length === 0 ? null : rules.join('; ');
}

/** The week that a notation says; null for one that says more than a week does, and for words. */
export function readNotation(notation: string): OpeningHours | null {
  const week: (readonly Opening[])[] = codes.map(() => []);
  for (const rule of notation.split(';')) {
    const [, days = '', times = ''] =
      /^\s*([A-Z][a-z](?:[-,][A-Z][a-z])*) (\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)\s*$/.exec(rule) ?? [];
    const [named, openings] = [daysOf(days), readOpenings(times)];
    if (!named || !openings || openings.length === 0) return null;
    for (const day of named) week[day] = openings;
  }
  return week;
}

/** `Mo-We,Fr`: which days of the week these are, from 0; null when one is none. */
function daysOf(days: string): readonly number[] | null {
  const spans = days.split(',').map((span) => span.split('-').map((code) => codes.findIndex((one) => one === code)));
  const named = spans.map(([from = -1, to = from]) =>
    from < 0 || to < from ? null : Array.from({ length: to - from + 1 }, (_, n) => from + n),
  );
  return named.includes(null) ? null : named.flatMap((span) => span ?? []);
}

function timesOf(openings: readonly Opening[]): string {
  return openings.map(({ opens, closes }) => `${clockOf(opens)}-${clockOf(closes)}`).join(',');
}

/** `08:30`; the end of the day is its 00:00. */
function clockOf(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60) % 24, minutes % 60];
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}
