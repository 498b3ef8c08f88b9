/** Letters that are no letter with an accent to Unicode, as people type them who do not have them. `search_words` in the database has the same. */
const typed: Readonly<Record<string, string>> = {
  ...{ đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ł: 'l', ŋ: 'n', ø: 'o', ŧ: 't', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ĳ: 'ij' },
};

/** What stands in small letters without accents, in those that any keyboard here has; the letters of other alphabets stay. */
export function inPlainLetters(text: string): string {
  return text.replaceAll(/[^\p{ASCII}]/gu, (letter) => typed[letter] ?? letter);
}
