import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { formatDay, formatInstant, formatMonth } from '../../src/http/dates.ts';
import { allLanguages, catalogue, hasText, languages, spokenEverywhere, translator } from '../../src/http/texts.ts';
import { numbersOf } from '../../views/cases/noticed-words.ts';

const french = catalogue('fr');
const everywhere = Object.keys(french).filter((key) => spokenEverywhere.some((start) => key.startsWith(start)));

describe('the catalogues', () => {
  test('English says all that French says, and nothing else', () => {
    expect(Object.keys(catalogue('en')).sort()).toEqual(Object.keys(french).sort());
  });

  test.each(allLanguages)('%s holds what is said to persons everywhere', (language) => {
    expect(everywhere.filter((key) => !Object.hasOwn(catalogue(language), key))).toEqual([]);
  });

  test.each(allLanguages)('%s has no key that French lacks', (language) => {
    expect(Object.keys(catalogue(language)).filter((key) => !hasText(key))).toEqual([]);
  });

  test.each(allLanguages)('%s names each of its texts once: of two, a reader would meet the last, and an editor the first', (language) => {
    const named = readFileSync(new URL(`../../locales/${language}.json`, import.meta.url), 'utf8').match(/^ {2}"[^"]+":/gm) ?? [];
    expect(named).toHaveLength(Object.keys(catalogue(language)).length);
  });

  test.each(allLanguages)('every text of %s can be read, and takes the values that the French one takes', (language) => {
    for (const [key, text] of Object.entries(catalogue(language))) {
      expect([key, placeholders(text, language)]).toEqual([key, placeholders(french[key] ?? '', 'fr')]);
    }
  });

  test.each(allLanguages)('%s uses no straight apostrophe, which would silence the value that follows it', (language) => {
    expect(Object.entries(catalogue(language)).filter(([, text]) => text.includes("'"))).toEqual([]);
  });

  test.each(allLanguages)('%s puts no point in the middle of a word: read aloud, it is a noise', (language) => {
    expect(Object.entries(catalogue(language)).filter(([, text]) => /\p{L}·\p{L}/u.test(text))).toEqual([]);
  });

  test.each(allLanguages)('%s closes a reason somebody gave before it goes on: it ends with or without a point', (language) => {
    expect(Object.entries(catalogue(language)).filter(([, text]) => /\{reason\} \p{Lu}/u.test(text))).toEqual([]);
  });

  test.each(['fr', 'fr-FALC'] as const)('%s lets no sign that has a space before it begin a line, and counts as ICU does', (language) => {
    expect(Object.entries(catalogue(language)).filter(([, text]) => /[^\s,] [:;?!»]|« |\d \d/.test(text))).toEqual([]);
    expect(translator(language)('person.stop.lost.title')).toBe('Vous n’avez pas le code\u00a0?');
    expect(translator(language)('supervision.figures.seconds', { seconds: 2.34 })).toBe('2,3 s');
  });

  test('easy French says one idea in a sentence: fifteen words at the most', () => {
    const sentences = Object.entries(catalogue('fr-FALC')).flatMap(([key, text]) =>
      inPlainWords(text)
        .split(/(?<=[.?!:;])\s+/)
        .map((sentence) => [key, sentence] as const),
    );
    expect(sentences.length).toBeGreaterThan(1_000);
    expect(sentences.filter(([, sentence]) => sentence.split(/\s+/).filter((word) => /\p{L}|\d/u.test(word)).length > 15)).toEqual([]);
  });
});

/** What is said at the end of each choice, with one word for each value. */
function inPlainWords(text: string): string {
  const chosen = text.replace(/\{\w+, (?:plural|select),.*?other \{((?:[^{}]|\{\w+\})*)\}\}/g, '$1');
  return chosen.replaceAll(/\{[^{}]*\}/g, 'X');
}

describe('a translator', () => {
  test('writes decimals as the language does', () => {
    expect(translator('fr')('supervision.supervisors.each', { looks: 0.25 })).toBe('0,3');
    expect(translator('en')('supervision.supervisors.each', { looks: 4 })).toBe('4.0');
    expect(translator('fr')('supervision.figures.seconds', { seconds: 2.34 })).toBe('2,3 s');
  });

  test('says French where a language has no words of its own', () => {
    expect(translator('ar')('nav.newMandate')).toBe(translator('fr')('nav.newMandate'));
  });

  test('writes the instants among its values as the house does', () => {
    const at = new Date('2026-11-22T14:05:00Z');
    expect(translator('fr')('frame.mistakes.title', { title: at })).toBe('Erreur\u00a0: 22 novembre 2026 à 15\u00a0h\u00a005');
  });

  test('leaves what looks like markup alone: escaping belongs to the page', () => {
    expect(translator('fr')('frame.actingFor', { organisation: '<b>{x}</b>' })).toBe('Vous agissez pour <b>{x}</b>');
  });

  test.each([
    [1, 'Потрібно'],
    [3, '3 відповіді'],
    [5, '5 відповідей'],
  ])('counts in Ukrainian: %s', (count, words) => {
    const said = translator('uk')('frame.mistakes', { count });
    expect(said).toContain(count === 1 ? '1 відповідь' : words);
  });
});

describe('dates', () => {
  test.each([
    ['2026-11-22T14:05:00Z', 'fr', '22 novembre 2026 à 15\u00a0h\u00a005'],
    ['2027-01-01T07:00:00Z', 'fr', '1er janvier 2027 à 8\u00a0h\u00a000'],
    ['2026-07-14T22:30:00Z', 'fr-FALC', '15 juillet 2026 à 0\u00a0h\u00a030'],
    ['2026-11-22T14:05:00Z', 'en', '22 November 2026 at 15:05'],
  ] as const)('%s is written in %s: %s', (instant, language, written) => {
    expect(formatInstant(new Date(instant), language)).toBe(written);
  });

  test('the day is that of Paris', () => {
    expect(formatDay(new Date('2026-12-31T23:30:00Z'), 'fr')).toBe('1er janvier 2027');
  });

  test('a Ukrainian day ends with a word: the point of an abbreviation would double that of the sentence', () => {
    expect(formatDay(new Date('2026-11-22T14:05:00Z'), 'uk')).toBe('22 листопада 2026 року');
    expect(formatMonth('2026-11', 'uk')).toBe('листопад 2026 року');
  });

  test.each(allLanguages)('in %s the figures are those of the French paper', (language) => {
    expect(formatInstant(new Date('2026-11-22T14:05:00Z'), language)).toMatch(/22.*2026.*15/);
  });
});

function placeholders(text: string, language: keyof typeof languages): string[] {
  const found = new Set<string>();
  const walk = (parts: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const part of parts) {
      if (!isWords(part) && 'value' in part) found.add(part.value);
      if ('options' in part) Object.values(part.options).forEach((option) => walk(option.value));
    }
  };
  walk(new IntlMessageFormat(text, languages[language].locale, undefined, { ignoreTag: true }).getAst());
  return [...found].sort();
}

function isWords(part: { type: number }): boolean {
  return part.type === 0;
}

test('an alert of before a rule counted something more is still said', () => {
  const before = { rule: 'helpers_channel', noticed: { own: 2, shared: 0 } };
  expect(numbersOf(translator('en'), before)).toContain('given 2 times');
  expect(numbersOf(translator('en'), { rule: 'a rule of yesterday', noticed: {} })).toBeNull();
});
