import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';
import type french from '../../locales/fr.json';
import { projectFile } from '../root.ts';
import { formatInstant } from './dates.ts';
import { languages, type Language } from './languages.ts';
import { inOneLine } from './one-line.ts';

export { allLanguages, generalLanguages, isLanguage, languages, type Language } from './languages.ts';

/** A text of the house, named as in `locales/fr.json`: a misspelt key does not compile. */
export type TextKey = keyof typeof french;

export type TextValues = Record<string, string | number | Date>;

/** Says a text. Dates among the values are written the house's one way, in Paris time; names in one line, whatever they hold. */
export type Translate = (key: TextKey, values?: TextValues) => string;

/** Keys that every language must hold; the others may be in French and English only. */
export const spokenEverywhere: readonly string[] = [
  'person.',
  'terms.',
  'message.',
  'frame.',
  'home.',
  'help.',
  'privacy.',
  'accessibility.',
  'journal.page.',
  'journal.said.',
  'directory.',
  'statistics.',
  'organisation.kind.',
];

const catalogues = new Map<Language, Readonly<Record<string, string>>>();
const messages = new Map<string, IntlMessageFormat>();
const translators = new Map<Language, Translate>();

/** The voice of one language; what its catalogue lacks is said in French rather than not at all. */
export function translator(language: Language): Translate {
  const translate = translators.get(language) ?? makeTranslator(language);
  translators.set(language, translate);
  return translate;
}

/** For keys made at run time (a refusal's code, a procedure's): whether we have words for it. */
export function hasText(key: string): key is TextKey {
  return Object.hasOwn(catalogue('fr'), key);
}

/** What a language holds, as it is printed. */
export function catalogue(language: Language): Readonly<Record<string, string>> {
  const known = catalogues.get(language) ?? readCatalogue(language);
  catalogues.set(language, known);
  return known;
}

function makeTranslator(language: Language): Translate {
  return (key, values = {}) => {
    const said = Object.entries(values).map(([name, value]) => [name, sayable(value, language)]);
    return String(message(language, key).format(Object.fromEntries(said) as Record<string, string | number>));
  };
}

/** What others wrote does nothing to our sentence, be it a page, a mail, an SMS or the terms; a name that was isolated stays so. */
function sayable(value: string | number | Date, language: Language): string | number {
  if (value instanceof Date) return formatInstant(value, language);
  if (typeof value === 'number') return value;
  return /^\u2068.*\u2069$/su.test(value) ? `\u2068${inOneLine(value)}\u2069` : inOneLine(value);
}

function message(language: Language, key: string): IntlMessageFormat {
  const name = `${language} ${key}`;
  const compiled = messages.get(name) ?? compile(language, key);
  messages.set(name, compiled);
  return compiled;
}

function compile(language: Language, key: string): IntlMessageFormat {
  const own = catalogue(language)[key];
  if (own !== undefined) return new IntlMessageFormat(own, languages[language].locale, undefined, { ignoreTag: true });
  if (language !== 'fr') return message('fr', key);
  throw new Error(`No text for ${key}`);
}

function readCatalogue(language: Language): Readonly<Record<string, string>> {
  const written = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(projectFile('locales', `${language}.json`), 'utf8')));
  if (languages[language].tag !== 'fr') return written;
  return Object.fromEntries(Object.entries(written).map(([key, text]) => [key, withFrenchSpaces(text)]));
}

/** In French a sign with a space before it never begins a line, nor is a number cut: the space does not break. ICU's own signs keep theirs. */
function withFrenchSpaces(text: string): string {
  return text.replace(/(?<=[^\s,]) (?=[:;?!»])|(?<=«) |(?<=\d) (?=\d)/gu, '\u00a0');
}
