import { formatStopCode, newStopCode, parseStopCode } from '../../src/mandates/stop-code.ts';

const code = newStopCode();
const signs = '23456789ABCDEFGHJKMNPQRSTVWXY';

test('a code has sixteen signs, none of which is taken for another, and no two are alike', () => {
  const codes = Array.from({ length: 2_000 }, newStopCode);
  expect(new Set(codes).size).toBe(codes.length);
  for (const one of codes) expect(one).toMatch(/^[2-9A-HJKMNP-TV-Y]{16}$/);
});

test('it is printed in four groups, and read back', () => {
  expect(formatStopCode(code)).toMatch(/^(\w{4} ){3}\w{4}$/);
  expect(parseStopCode(formatStopCode(code))).toBe(code);
});

test.each([
  ['small letters', code.toLowerCase()],
  ['hyphens', formatStopCode(code).replaceAll(' ', '-')],
  ['no-break spaces and marks of direction', `\u2066${formatStopCode(code).replaceAll(' ', '\u00a0')}\u2069`],
  ['full-width signs', Array.from(code, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)).join('')],
  ['Cyrillic letters that look the same', code.replaceAll(/[ABCEHKMPTXY]/g, (sign) => 'АВСЕНКМРТХУ'.charAt('ABCEHKMPTXY'.indexOf(sign)))],
  ['Arabic digits', code.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x0660 + Number(digit)))],
  ['Z for 2 and U for V', code.replaceAll('2', 'Z').replaceAll('V', 'U')],
])('it is understood when typed with %s', (_, typed) => {
  expect(parseStopCode(typed)).toBe(code);
});

test('any one sign mistaken for another is told from a wrong code', () => {
  for (let place = 0; place < code.length; place++)
    for (const other of signs)
      if (other !== code[place]) expect(parseStopCode(code.slice(0, place) + other + code.slice(place + 1))).toBeNull();
});

test('any two signs swapped are told from a wrong code', () => {
  for (let one = 0; one < code.length; one++)
    for (let other = one + 1; other < code.length; other++) {
      const swapped = Array.from(code);
      [swapped[one], swapped[other]] = [code[other] ?? '', code[one] ?? ''];
      if (code[one] !== code[other]) expect(parseStopCode(swapped.join(''))).toBeNull();
    }
});

test.each(['', ' ', code.slice(1), `${code}2`, code.replace(/./, '0'), code.replace(/./, 'I'), '🙂'.repeat(16)])(
  '%j is no code',
  (typed) => {
    expect(parseStopCode(typed)).toBeNull();
  },
);
