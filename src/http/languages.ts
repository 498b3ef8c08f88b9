/** Every language we write in: its own name, the tag for `lang`, the locale for dates and numbers, and the way it is read. */
export const languages = {
  fr: { name: 'Français', tag: 'fr', locale: 'fr-FR', direction: 'ltr' },
  en: { name: 'English', tag: 'en', locale: 'en-GB', direction: 'ltr' },
  // Latin digits: the same dates must be found on the French paper.
  ar: { name: 'العربية', tag: 'ar', locale: 'ar-u-nu-latn', direction: 'rtl' },
  uk: { name: 'Українська', tag: 'uk', locale: 'uk-UA', direction: 'ltr' },
  pt: { name: 'Português', tag: 'pt', locale: 'pt-PT', direction: 'ltr' },
  es: { name: 'Español', tag: 'es', locale: 'es-ES', direction: 'ltr' },
  tr: { name: 'Türkçe', tag: 'tr', locale: 'tr-TR', direction: 'ltr' },
  'fr-FALC': { name: 'Français facile', tag: 'fr', locale: 'fr-FR', direction: 'ltr' },
} as const satisfies Record<string, LanguageFacts>;

export type Language = keyof typeof languages;

/** The languages of the pages that are not the person's own. */
export const generalLanguages: readonly Language[] = ['fr', 'en'];

/** All of them: the person's pages, the terms and the messages. */
export const allLanguages: readonly Language[] = Object.keys(languages).filter(isLanguage);

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(languages, value);
}

interface LanguageFacts {
  readonly name: string;
  readonly tag: string;
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
}
