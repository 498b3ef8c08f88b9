/** Letters that are no letter with an accent to Unicode, as people type them who do not have them. */
const typed: Readonly<Record<string, string>> = {
  ...{ đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ł: 'l', ŋ: 'n', ø: 'o', ŧ: 't', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ĳ: 'ij' },
};

/** Text as it is looked for: small, without accents, in the letters that any keyboard here has. `plain_letters` in the database does the same. */
export function inPlainLetters(text: string): string {
  const small = text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
  return small.replaceAll(/[^\p{ASCII}]/gu, (letter) => typed[letter] ?? letter);
}
