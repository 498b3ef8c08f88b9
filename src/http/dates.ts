import { day } from '../clock.ts';
import { languages, type Language } from './languages.ts';
import { dayOf } from './paris.ts';

const timeZone = 'Europe/Paris';
const formats = new Map<string, Intl.DateTimeFormat>();

/** The house's one way to write an instant: « 22 novembre 2026 à 15 h 05 », always in Paris time; in French no line breaks within the hour. */
export function formatInstant(date: Date, language: Language): string {
  if (languages[language].tag !== 'fr')
    return format(language, 'instant', { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' }).format(date);
  const time = format(language, 'time', { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }).format(date);
  const [hour, minute] = time.split(':');
  return `${formatDay(date, language)} à ${String(Number(hour))}\u00a0h\u00a0${minute ?? '00'}`;
}

/** The day alone, in Paris: « 1er janvier 2027 ». */
export function formatDay(date: Date, language: Language): string {
  const day = format(language, 'day', { dateStyle: 'long' }).format(date);
  return inWords(day, language);
}

/** How many midnights of Paris lie between an instant and a later one: 0 the same day, 1 the next. */
export function daysBetween(at: Date, later: Date): number {
  const [from = 0, to = 0] = [at, later].map((instant) => Date.parse(dayOf(instant)));
  return Math.round((to - from) / day);
}

/** A birth date, which may be partial (`1950-00-00`, `1962-08-00`): only what is known is written. */
export function formatBirthdate(birthdate: string, language: Language): string {
  const [year = '', month = '00', day = '00'] = birthdate.split('-');
  if (month === '00') return year;
  return day === '00' ? formatMonth(`${year}-${month}`, language) : formatDay(noonOf(`${year}-${month}-${day}`), language);
}

/** A whole month, of a date that begins with it (`2026-11`, `2026-11-01`): « novembre 2026 ». */
export function formatMonth(date: string, language: Language): string {
  return inWords(format(language, 'month', { year: 'numeric', month: 'long' }).format(noonOf(`${date.slice(0, 7)}-01`)), language);
}

/** A day of the week, Monday is 1: « lundi ». */
export function formatWeekday(day: number, language: Language): string {
  return format(language, 'weekday', { weekday: 'long' }).format(noonOf(`2024-01-0${String(day)}`)); // the 1st was a Monday
}

/** A minute of the day: « 8 h 30 », « 14 h », 08:30. */
export function formatClock(minutes: number, language: Language): string {
  const [hour, minute] = [Math.floor(minutes / 60), String(minutes % 60).padStart(2, '0')];
  if (languages[language].tag !== 'fr') return `${String(hour).padStart(2, '0')}:${minute}`;
  return minute === '00' ? `${String(hour)} h` : `${String(hour)} h ${minute}`;
}

/** An instant of a day, whatever the hour of Paris is there. */
export function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** As one writes it in a sentence: « 1er » in French; in Ukrainian the year's word whole, whose point would double the sentence's. */
function inWords(date: string, language: Language): string {
  const { tag } = languages[language];
  if (tag === 'fr') return date.replace(/^1 /, '1er ');
  return tag === 'uk' ? date.replace(/ р\.$/, ' року') : date;
}

function format(language: Language, kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const { locale } = languages[language];
  const key = `${locale} ${kind}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
  formats.set(key, known);
  return known;
}
