import { languages, type Language } from '../http/languages.ts';
import { inOneLine } from '../http/one-line.ts';

/** A name in one line, without what would turn the sentence around it; held together by isolates (UAX #9) where one reads from the right. */
export function nameInText(language: Language, name: string): string {
  const plain = inOneLine(name);
  return languages[language].direction === 'rtl' ? `\u2068${plain}\u2069` : plain;
}
