import { openSigner } from '../../src/journal/note.ts';
import { type Line, openExportedJournal, ours, renumbered, rewritten, text } from '../support/exported-journal.ts';
import { origin, signer } from '../support/sequencing.ts';

// An export is changed by somebody; the program that shares nothing with the house names what is wrong, and where.
const { lines, at, entry, flipped, spliced, verify } = await openExportedJournal();

/** The checkpoint's text, with a signature of something else. */
const signedWrongly = (by = signer) => (lines.at(-1)?.checkpoint ?? '').replace(/\u2014 .*\n$/, by.signatureOf('something else\n'));

test.each<[what: string, tampered: () => readonly Line[] | string, said: string | RegExp]>([
  ['a letter of an entry', () => spliced(7, 1, flipped(7)), 'Entry 7 was altered: its text is not the one recorded.'],
  ['two entries, the first is named', () => spliced(7, 2, flipped(7), flipped(8)), 'Entry 7 was altered'],
  ['the last entry of a tile', () => spliced(255, 1, flipped(255)), 'Entry 255 was altered'],
  ['an entry is deleted', () => spliced(9, 1), 'Entry 9 is missing: it is in the signed tree and not in the file.'],
  ['an entry is deleted and the others renumbered', () => renumbered(spliced(9, 1)), 'Entry 9 is missing'],
  ['three entries are deleted', () => spliced(9, 3), 'Entry 9 is missing'],
  ['an entry is inserted', () => spliced(9, 0, flipped(200)), 'An entry was inserted at place 9: it is not in the signed tree.'],
  ['an entry is there twice', () => spliced(10, 0, entry(9)), 'An entry was inserted at place 10'],
  ['an entry is copied to an earlier place', () => renumbered(spliced(9, 0, entry(20))), 'An entry was inserted at place 9'],
  [
    'two neighbours change places',
    () => renumbered(spliced(9, 2, entry(10), entry(9))),
    /^Entry 9 is out of order: the text recorded at place 10/,
  ],
  ['two entries far apart change places', () => renumbered(spliced(9, 1, entry(300)).with(at(300), entry(9))), /^Entry 9 is out of order/],
  [
    'an entry with another number',
    () => spliced(9, 1, { ...entry(9), index: 10 }),
    'Entry 9 is out of order: its line says another place.',
  ],
  ['a line that is not JSON', () => text(lines).replace('{"index":9,', '{"index"9,'), 'Entry 9 was altered: its line 12 cannot be read.'],
  ['a tile is gone', () => lines.filter(({ tile }) => tile !== 1), /^An entry was inserted at place 256|^Entry 256 is missing/],
  [
    'a tile and its entries are gone',
    () => lines.filter(({ tile, index = 0 }) => tile !== 0 && !(index < 256 && index)),
    'Entry 0 is missing',
  ],
  [
    'the hashes of a tile',
    () =>
      lines.map((line) => (line.tile === 0 ? { ...line, hashes: line.hashes?.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) ?? '' } : line)),
    'hashes were altered near entry 0: the entries themselves are as signed.',
  ],
  ['the end is cut off', () => lines.slice(0, -20), /^The export stops after \d+ entries: its checkpoint is not there\.$/],
  ['the last entries are cut out before the checkpoint', () => lines.toSpliced(-21, 20), /^Entry \d+ is missing/],
  [
    'everything rewritten without the key',
    () => rewritten(spliced(7, 1, flipped(7)), openSigner(origin, Buffer.alloc(32, 99))),
    /^Wrong signature: no signature of/,
  ],
  [
    'entries and hashes rewritten, the checkpoint kept',
    () => [...rewritten(spliced(7, 1, flipped(7))).slice(0, -1), ...lines.slice(-1)],
    'These are not the entries that were signed: their root is not the one of the checkpoint.',
  ],
  [
    'the signature',
    () => text(lines).replace(/.(.)=?\\n"\}\n$/, (all, one: string) => all.replace(one, one === 'x' ? 'y' : 'x')),
    /^(Wrong signature|Cannot judge)/,
  ],
  [
    'an entry, and the signature',
    () => [...spliced(7, 1, flipped(7)).slice(0, -1), { checkpoint: signedWrongly() }],
    /^Entry 7 was altered: its text is not the one recorded\. Wrong signature: the signature of \S+ does not fit checkpoint\.$/,
  ],
  [
    'an entry is deleted, and another key signs',
    () => [...spliced(9, 1).slice(0, -1), { checkpoint: signedWrongly(openSigner(origin, Buffer.alloc(32, 99))) }],
    /^Entry 9 is missing: .*\. Wrong signature: no signature of \S+ on checkpoint\.$/,
  ],
  ['the header says another size', () => [{ ...lines[0], size: 3 }, ...lines.slice(1)], /the header and the checkpoint do not agree/],
])('found and named: %s', async (_what, tampered, said) => {
  const found = await verify([tampered()], ...ours);
  expect(found.said).toEqual(typeof said === 'string' ? expect.stringContaining(said) : expect.stringMatching(said));
  expect(found.said.split('\n')).toHaveLength(1);
  expect(found.code).toBeGreaterThan(0);
});
