import fc from 'fast-check';
import { checkpointText } from '../../src/journal/checkpoint.ts';
import { signNote } from '../../src/journal/note.ts';
import { makeReceipt, proveConsistency } from '../../src/journal/proof.ts';
import { findCheckpoint, findEntryId } from '../../src/journal/tree-store.ts';
import { consistencyText } from '../../src/journal/witness-client.ts';
import { openExportedJournal, ours, rewritten, text } from '../support/exported-journal.ts';
import { origin, signer } from '../support/sequencing.ts';

// A real journal leaves the house, and is judged by the program that shares nothing with it.
const { db, lines, early, exported, written, at, entry, flipped, spliced, verify } = await openExportedJournal();

test('an export of a real journal verifies, in one part or in several, from anywhere', async () => {
  const { size } = (await findCheckpoint(db)) ?? { size: 0 };
  const all = await verify([lines], ...ours, '--since', written(early.note, 'early'));
  expect(all).toEqual({
    code: 0,
    said: `${size} entries from place 0 on are those that ${origin} signed (checkpoint of ${size} entries).`,
  });
  for (const from of [1, 100, 255, 256, 257, early.size, size]) {
    const rest = await exported(from);
    expect((await verify([rest], ...ours)).said).toContain(`${size - from} entries from place ${from} on`);
    const cut = `${text(lines.slice(0, at(from - 1) + 1))}{"index":${from},"lea`;
    expect((await verify([cut, rest], ...ours)).said).toContain(`${size} entries from place 0 on`);
  }
}, 60_000);

test('an export that was cut at any byte goes on from what is whole of it', async () => {
  const whole = Buffer.from(text(lines));
  const { size = 0 } = lines[0] ?? {};
  const endOf = (place: number) => whole.indexOf('\n', whole.indexOf(`{"index":${String(place)},`)); // a line is whole when it has ended
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: whole.length - 1 }), async (length) => {
      const cut = whole.subarray(0, length); // as it lies on the disk, a letter may be cut in two
      const held = cut
        .toString('latin1')
        .split('\n')
        .slice(0, -1)
        .filter((line) => line.startsWith('{"index"')).length;
      const rest = await exported(held);
      const parts = cut.includes('\n') ? [cut, rest] : [rest];
      expect(await verify(parts, ...ours)).toMatchObject({ code: 0, said: expect.stringContaining(`${size} entries from place 0 on`) });
    }),
    { numRuns: 25, examples: [[whole.length - 1], ...[7, 253, 255, 256].map((place): [number] => [endOf(place)])] },
  );
}, 120_000);

describe('with a checkpoint kept from before', () => {
  const since = () => ['--since', written(early.note, 'early')];

  test('everything rewritten with the key is a second history', async () => {
    const found = await verify([rewritten(spliced(7, 1, flipped(7)))], ...ours, ...since());
    expect(found).toEqual({ code: 1, said: `Two histories were signed: the first ${early.size} entries are not those signed before.` });
  });

  test('a shorter journal, signed, was rolled back', async () => {
    const shorter = rewritten(lines.filter(({ index = 0, tile = 0 }) => index < 200 && tile < 1));
    const found = await verify([shorter], ...ours, ...since());
    expect(found).toEqual({ code: 1, said: `The journal was rolled back: ${early.size} entries were signed before, 200 are left.` });
  });

  test('a consistency proof says the same without the entries', async () => {
    const { size, note } = (await findCheckpoint(db)) ?? { size: 0, note: '' };
    const proof = consistencyText({ old: early.size, proof: await proveConsistency(db, early.size, size), note });
    expect(await verify([proof], ...ours, ...since())).toMatchObject({ code: 0 });
    const other = signNote(checkpointText({ origin, size, root: Buffer.alloc(32, 1) }), [signer]);
    expect((await verify([proof.replace(note, other)], ...ours, ...since())).said).toMatch(/^Two histories were signed/);
  });
});

test('the chain of a mandate names what was rewritten inside it, even under a good signature', async () => {
  const places = lines.flatMap(({ leaf = '', index = 0 }) => (leaf.includes('"m":') ? [index] : []));
  const [first = 0] = places;
  const forged = { ...entry(first), leaf: entry(first).leaf?.replace(/"at":"(....)/, '"at":"2020') ?? '' };
  expect(await verify([rewritten(spliced(first, 1, forged))], ...ours)).toEqual({
    code: 1,
    said: `Entry ${first} was altered: the next entry of its mandate speaks of another text.`,
  });
  expect((await verify([rewritten(spliced(places[1] ?? 0, 1))], ...ours)).said).toMatch(
    /^Entry .* is missing: after number 1 of its mandate comes number 3/,
  );
});

test('a proof of one entry verifies, and no other entry passes for it', async () => {
  const receipt = (await makeReceipt(db, { entryId: (await findEntryId(db, 42)) ?? '', disclosures: [] })) ?? '';
  expect(await verify([receipt], ...ours)).toMatchObject({ code: 0, said: expect.stringContaining('Entry 42 is in the journal') });
  const forged = receipt.replace('index 42', 'index 43');
  expect(await verify([forged], ...ours)).toMatchObject({ code: 1, said: expect.stringMatching(/^Entry 43 was altered: the proof/) });
});

test('one cannot export what is not there', async () => {
  await expect(exported(10_000)).rejects.toThrow('there is nothing from 10000 on');
});
