import { isSiret, siretDigits } from '../../src/organisations/siret.ts';

test.each([
  ['73282932000074', 'a body like any other'],
  ['35600000000048', 'La Poste itself'],
  ['35600000049837', 'an establishment of La Poste: the sum of the digits is a multiple of five'],
])('%s is a SIRET: %s', (value) => {
  expect(isSiret(value)).toBe(true);
});

test.each([
  ['73282932000075', 'its key is wrong'],
  ['7328293200007', 'too short'],
  ['732829320000744', 'too long'],
  ['00000000000000', 'of nobody'],
  ['35600000000049', 'neither rule holds'],
  ['7328293200007x', 'not digits'],
  ['٧٣٢٨٢٩٣٢٠٠٠٠٧٤', 'digits of another script'],
])('%s is none: %s', (value) => {
  expect(isSiret(value)).toBe(false);
});

test('it may be typed with spaces', () => {
  expect(siretDigits('732 829 320 00074')).toBe('73282932000074');
});
