import { languages, type Language } from '../http/languages.ts';

/** A name in one line, without what would turn the sentence around it; held together by isolates (UAX #9) where one reads from the right. */
export function nameInText(language: Language, name: string): string {
  const plain = name.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
  return languages[language].direction === 'rtl' ? `\u2068${plain}\u2069` : plain;
}
