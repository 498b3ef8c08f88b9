import fc from 'fast-check';
import { checkpointText, type Head, openCheckpoint } from '../../src/journal/checkpoint.ts';
import { openSigner, parseVkey, signNote } from '../../src/journal/note.ts';
import { emptyRoot } from '../../src/journal/merkle.ts';
import * as volumes from '../../src/journal/volumes.ts';
import { addCheckpoint } from '../../src/journal/witness.ts';
import { TestClock } from '../support/clock.ts';

test.each([
  ['procura.example/journal', 'procura.example/journal/2'],
  ['procura.example/journal/2', 'procura.example/journal/3'],
  ['procura.example/journal/2026', 'procura.example/journal/2027'],
  ['procura.example/journal/09', 'procura.example/journal/09/2'],
  ['journal', 'journal/2'],
  ['2026', '2026/2'],
])('%s goes on as %s', (origin, next) => {
  expect([volumes.originAfter(origin), volumes.originOf(origin, 1), volumes.volumeNamed(next, origin)]).toEqual([next, next, 1]);
});

test.each([
  ['an earlier one', 'x/journal/2025'],
  ['another journal’s', 'x/other/2027'],
  ['one whose number is written otherwise', 'x/journal/02027'],
  ['a longer one', 'x/journal/2026/2'],
])('%s is no volume of a journal that began as x/journal/2026', (_what, origin) => {
  expect(volumes.volumeNamed(origin, 'x/journal/2026')).toBeNull();
});

test('a place is of one volume, and a tile of places of one volume too', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.nat(2 ** 40 - 1), fc.nat(4), (volume, index, level) => {
      const place = volumes.firstOf(volume) + index;
      const width = 256 ** (level + 1);
      expect([volumes.volumeOf(place), volumes.indexIn(place)]).toEqual([volume, index]);
      expect(Math.floor(place / width)).toBe(volumes.firstTile(level, volume) + Math.floor(index / width));
    }),
  );
});

const seed = Buffer.alloc(32, 7);
const note = (origin: string, by = origin) => signNote(checkpointText({ origin, size: 0, root: emptyRoot }), [openSigner(by, seed)]);
const keyOf = (origin: string) => [parseVkey(openSigner(origin, seed).vkey)];

test('whoever knows the key of a volume knows it under the names of the later ones, and under no other name', () => {
  for (const origin of ['x/journal', 'x/journal/2', 'x/journal/7'])
    expect(openCheckpoint(note(origin), { logKeys: keyOf('x/journal') })).toMatchObject({ origin });
  for (const [origin, known] of [
    ['x/journal', 'x/journal/2'],
    ['x/other/2', 'x/journal'],
    ['y/journal/2', 'x/journal'],
  ] as const)
    expect(() => openCheckpoint(note(origin), { logKeys: keyOf(known) })).toThrow('not signed by a key we know');
  expect(() => openCheckpoint(note('x/journal/2', 'x/journal'), { logKeys: keyOf('x/journal') })).toThrow('not signed by the log it names');
  const forged = signNote(checkpointText({ origin: 'x/journal/2', size: 0, root: emptyRoot }), [
    openSigner('x/journal/2', Buffer.alloc(32, 8)),
  ]);
  expect(() => openCheckpoint(forged, { logKeys: keyOf('x/journal') })).toThrow('not signed by a key we know');
});

test.each([
  ['of a volume that continues a journal it knows', 'x/journal/2', 200],
  ['of a volume of another journal', 'x/other/2', 404],
])('a witness asked to cosign the beginning %s answers as it must', (_what, origin, status) => {
  const heads = new Map<string, Head>();
  const state = { last: (of: string) => heads.get(of) ?? null, record: (of: string, head: Head) => void heads.set(of, head) };
  const needs = { signer: openSigner('witness', seed, 4), logKeys: keyOf('x/journal'), state, clock: new TestClock() };
  state.record('x/journal', { size: 9, root: emptyRoot });
  expect(addCheckpoint(needs, `old 0\n\n${note(origin)}`).status).toBe(status);
});

test('a key keeps what it is under another name', () => {
  const signer = openSigner('x/journal', seed);
  expect(signer.named('x/journal/2').vkey).toBe(openSigner('x/journal/2', seed).vkey);
});
