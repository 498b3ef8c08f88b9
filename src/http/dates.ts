import { languages, type Language } from './languages.ts';

const timeZone = 'Europe/Paris';
const formats = new Map<string, Intl.DateTimeFormat>();

/** The house's one way to write an instant: « 22 novembre 2026 à 15 h 05 », always in Paris time. */
export function formatInstant(date: Date, language: Language): string {
  if (languages[language].tag !== 'fr')
    return format(language, 'instant', { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' }).format(date);
  const time = format(language, 'time', { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }).format(date);
  const [hour, minute] = time.split(':');
  return `${formatDay(date, language)} à ${String(Number(hour))} h ${minute ?? '00'}`;
}

/** The day alone, in Paris: « 1er janvier 2027 ». */
export function formatDay(date: Date, language: Language): string {
  const day = format(language, 'day', { dateStyle: 'long' }).format(date);
  return languages[language].tag === 'fr' ? day.replace(/^1 /, '1er ') : day;
}

function format(language: Language, kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const { locale } = languages[language];
  const key = `${locale} ${kind}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
  formats.set(key, known);
  return known;
}
