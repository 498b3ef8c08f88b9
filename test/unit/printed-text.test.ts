import { printable } from '../../src/paper/lines.ts';

test('a large number is printed with the space that the faces have, and stays one word', () => {
  const count = new Intl.NumberFormat('fr').format(1_341);
  expect(count).toBe('1\u202f341');
  expect(printable(`${count} résultats`)).toBe('1\u00a0341 résultats');
});
