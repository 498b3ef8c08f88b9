import { languages, type Language } from './languages.ts';

/** Several things as the language lists them, « a, b et c »; where one holds a comma of its own, semicolons keep them apart. */
export function listed(things: readonly string[], language: Language): string {
  const { locale, tag } = languages[language];
  if (things.some((thing) => /[,،]/.test(thing))) return things.join(semicolons[tag] ?? '; ');
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(things);
}

/** Where the sign, or the space before it, is another one than in English. */
const semicolons: Readonly<Record<string, string>> = { fr: '\u00a0; ', ar: '؛ ' };
