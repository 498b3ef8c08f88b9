import { inPlainLetters } from '../people/letters.ts';

/** Keeps the rows whose text has each of the words looked for, anywhere in it, whatever their accents and letters; all of them when nothing is. */
export function havingEachWord(query: { whereRaw(condition: string, bindings: string[]): unknown }, text: string, search: string): void {
  const words = inPlainLetters(search).split(/\s+/);
  for (const word of words.filter((one) => one !== '')) query.whereRaw(`plain_letters(${text}) like ?`, [`%${escaped(word)}%`]);
}

/** What is looked for is text, not a pattern. */
function escaped(word: string): string {
  return word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
