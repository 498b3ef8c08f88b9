import { generateSync } from 'otplib';
import { readCards } from '../../src/identity/card-file.ts';
import { mostLines } from '../../src/organisations/candidates.ts';

const hex = '3132333435363738393031323334353637383930';
const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
  ['a serial number that is none', `=HYPERLINK("x");${hex};60`, 'identity.cards.fault.serial'],
  ['a seed that is too short', 'K-1;AABB;60', 'identity.cards.fault.serial'],
  ['a seed of ten bytes', 'K-0010;31323334353637383930;60', 'identity.cards.fault.seed'],
  ['a seed in words', 'K-0010;secret;60', 'identity.cards.fault.seed'],
  ['a seed in base32 that leaves bits over', 'K-0010;ABCDEFGHIJKLMNOPQRSTUVWXYZ;60', 'identity.cards.fault.seed'],
  ['a seed in base32 of a length that none has', 'K-0010;ABCDEFGHIJKLMNOPQRSTUVWXYZA', 'identity.cards.fault.seed'],
  ['a seed in base32 of 15 bytes', `K-0010;${'Q'.repeat(24)}`, 'identity.cards.fault.seed'],
  ['a seed in base32 of 65 bytes', `K-0010;${'Q'.repeat(104)}`, 'identity.cards.fault.seed'],
  ['another period', `K-0010;${hex};45`, 'identity.cards.fault.period'],
  ['the same number twice', `K-0010;${hex}\nk-0010;${hex}`, 'identity.cards.fault.twice'],
  ['an open quotation mark', `K-0010;"${hex}`, 'identity.cards.fault.serial'],
])('%s: its line says so, the others are taken', (_what, list, fault) => {
  const read = readCards(`Serial,Seed\nK-0009,${seed},30\n${list}\n`);
  expect(read?.cards[0]).toEqual({ serial: 'K-0009', seed, period: 30 });
  expect(read?.faults).toEqual([{ line: list.split('\n').length + 2, fault }]);
});

test.each(['GEZDGNBVGY3TQOJQGEZDGNBVGY======', 'A'.repeat(26), 'a'.repeat(103)])('a seed of 16 to 64 bytes makes codes: %s', (typed) => {
  const [card] = readCards(`K-0010;${typed}`)?.cards ?? [];
  expect(generateSync({ secret: card?.seed ?? '' })).toMatch(/^\d{6}$/);
});

test('10,000 cards are read in no time, one more is not read at all', () => {
  const lines = Array.from({ length: mostLines }, (_, index) => `K-${String(index).padStart(5, '0')};${hex};60`);
  const begun = performance.now();
  expect(readCards(lines.join('\n'))?.cards).toHaveLength(mostLines);
  expect(performance.now() - begun).toBeLessThan(15_000);
  expect(readCards([...lines, 'a', 'b'].join('\n'))).toBeNull();
});
