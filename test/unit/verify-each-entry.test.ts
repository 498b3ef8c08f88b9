import fc from 'fast-check';
import '../../public/verify-journal.js';
import { exportSigner, madeExport } from '../support/made-export.ts';

interface File {
  readonly name: string;
  readonly size: number;
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

interface Verifier {
  readonly judge: (files: readonly File[], given: { vkeys: readonly string[] }) => Promise<string[]>;
  readonly sentence: (error: unknown) => string;
}

// Whatever is done to whichever entry of an export, the program that shares nothing with the house says what, and to which.
const { judge, sentence } = (globalThis as unknown as { journalVerifier: Verifier }).journalVerifier;
const size = 600;
const lines = [...madeExport(size, 40)].join('').split('\n');

async function said(bytes: Buffer): Promise<string> {
  const chunks = async function* () {
    for (let at = 0; at < bytes.length; at += 50_000) yield await Promise.resolve(bytes.subarray(at, at + 50_000));
  };
  const told = judge([{ name: 'export', size: bytes.length, chunks }], { vkeys: [exportSigner.vkey] });
  return told.then((all) => all.join(' '), sentence);
}

const lineOf = (place: number) => lines.findIndex((line) => line.startsWith(`{"index":${String(place)},`));
const textAt = (place: number) => lines[lineOf(place)]?.replace(/^\{"index":\d+,/, '') ?? '';
const numbered = (place: number, of: number) => `{"index":${String(place)},${textAt(of)}`;

/** A bit of an entry’s text, quotes and all. */
function flipped(place: number, bit: number): Buffer {
  const line = Buffer.from(lines[lineOf(place)] ?? '');
  const from = line.indexOf('"leaf":"') + 8;
  const at = from + (bit % (line.length - from - 2));
  line.writeUInt8(line.readUInt8(at) ^ (1 << (bit % 7)), at); // the eighth makes no letter, which is another fault
  return Buffer.concat([
    Buffer.from(`${lines.slice(0, lineOf(place)).join('\n')}\n`),
    line,
    Buffer.from(`\n${lines.slice(lineOf(place) + 1).join('\n')}`),
  ]);
}

test.each<
  [what: string, done: (place: number, other: number) => Buffer | string[] | null, words: (place: number, other: number) => string]
>([
  ['a bit of its text flips', flipped, (place) => `Entry ${String(place)} was altered`],
  ['it is deleted', (place) => lines.toSpliced(lineOf(place), 1), (place) => `Entry ${String(place)} is missing`],
  [
    'another is put before it',
    (place, other) => (other === place ? null : lines.toSpliced(lineOf(place), 0, numbered(place, other))),
    (place) => `An entry was inserted at place ${String(place)}`,
  ],
  [
    'it and another change places',
    (place, other) =>
      other <= place ? null : lines.with(lineOf(place), numbered(place, other)).with(lineOf(other), numbered(other, place)),
    (place) => `Entry ${String(place)} is out of order`,
  ],
  [
    'the file ends after it',
    (place) => [...lines.slice(0, lineOf(place) + 1), ''],
    (place) => `The export stops after ${String(place + 1)} entries`,
  ],
])('of any entry: %s; it is named, and for what it is', async (_what, done, words) => {
  await fc.assert(
    fc.asyncProperty(fc.nat(size - 1), fc.nat(size - 1), async (place, other) => {
      const changed = done(place, other);
      fc.pre(changed !== null);
      const bytes = Buffer.isBuffer(changed) ? changed : Buffer.from(changed.join('\n'));
      expect(await said(bytes)).toMatch(new RegExp(`^${words(place, other)}\\b`));
    }),
    { numRuns: 40 },
  );
});
