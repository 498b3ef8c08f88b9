import { randomInt } from 'node:crypto';
import { latinDigits } from '../http/digits.ts';

/**
 * No 0, 1, I, L, O, U or Z, which are taken for one another. 29 signs, a prime: of the sums below, none stays the same when one
 * sign is mistaken for another or two are swapped.
 */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXY';

/** Four groups of four, as on a bank card; the last sign checks the others. */
const length = 16;

/** What hands and keyboards of other scripts make of our signs. */
const lookalikes = new Map([
  ...Array.from('АВСЕНКМРТХУ', (letter, index) => [letter, 'ABCEHKMPTXY'.charAt(index)] as const),
  ['Z', '2'] as const,
  ['U', 'V'] as const,
]);

/**
 * A new code. 29^15 are possible, some 8.6 × 10^21: against a million mandates at once and a thousand guesses a second, one is
 * found in three hundred thousand years on average. So no limit on guesses has to stand in the way of a right code.
 */
export function newStopCode(): string {
  const signs = Array.from({ length: length - 1 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  return signs + checkOf(signs);
}

/** What somebody typed, in our signs; null when it cannot be a code of ours: a sign is wrong, missing or too many. */
export function parseStopCode(typed: string): string | null {
  const code = signsOf(typed);
  return isCode(code) ? code : null;
}

/** All that could be a code of ours in a longer text: chance makes few of them, and none that was given out. */
export function stopCodesIn(text: string): string[] {
  const signs = signsOf(text);
  return Array.from(signs, (_, at) => signs.slice(at, at + length)).filter(isCode);
}

function signsOf(typed: string): string {
  const signs = Array.from(latinDigits(typed).toUpperCase(), (sign) => lookalikes.get(sign) ?? sign);
  return signs.filter((sign) => /[\p{L}\p{N}]/u.test(sign)).join('');
}

function isCode(signs: string): boolean {
  const ours = Array.from(signs).every((sign) => alphabet.includes(sign));
  return ours && signs.length === length && checkOf(signs.slice(0, -1)) === signs.at(-1);
}

/** As it is printed: « ABCD EFGH JKMN PQRS ». */
export function formatStopCode(code: string): string {
  return code.match(/.{4}/g)?.join(' ') ?? code;
}

/** Where a sealed code lies: it opens nowhere else. */
export function stopCodeContext(mandateId: string): string {
  return `mandate/${mandateId}/stop-code`;
}

/** Each sign weighs differently, from 2; the check weighs 1, and makes the sum a multiple of 29. */
function checkOf(signs: string): string {
  const sum = Array.from(signs).reduce((total, sign, index) => total + alphabet.indexOf(sign) * (index + 2), 0);
  return alphabet.charAt((alphabet.length - (sum % alphabet.length)) % alphabet.length);
}
