import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkpointText } from '../../src/journal/checkpoint.ts';
import { exportJournal } from '../../src/journal/export.ts';
import { hashLeaf, rootOf } from '../../src/journal/merkle.ts';
import { openSigner, signNote } from '../../src/journal/note.ts';
import { makeReceipt, proveConsistency } from '../../src/journal/proof.ts';
import { findCheckpoint, findEntryId } from '../../src/journal/tree-store.ts';
import { consistencyText } from '../../src/journal/witness-client.ts';
import { openRooms } from '../support/rooms.ts';
import { origin, Sequencing, signer } from '../support/sequencing.ts';

// A real journal leaves the house; somebody changes the file; the program that shares nothing with the house judges it.
const rooms = await openRooms();
const { db } = rooms;
const sequencing = new Sequencing(rooms);
const folder = mkdtempSync(join(tmpdir(), 'procura-export-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Line {
  export?: string;
  origin?: string;
  size?: number;
  tile?: number;
  hashes?: string;
  index?: number;
  leaf?: string;
  checkpoint?: string;
}

let lines: Line[] = [];
let early = { size: 0, note: '' };

beforeAll(async () => {
  await rooms.world.mandate({ helper: await rooms.world.helper() });
  const sequencer = sequencing.start();
  await sequencing.write(290);
  await sequencing.settled(sequencer);
  early = (await findCheckpoint(db)) ?? early;
  await sequencing.write(40);
  await sequencing.settled(sequencer);
  await sequencing.stop();
  lines = await exported();
}, 60_000);

async function exported(from = 0): Promise<Line[]> {
  const all: Line[] = [];
  for await (const line of exportJournal({ db, from })) all.push(JSON.parse(line) as Line);
  return all;
}

async function verify(files: readonly (string | readonly Line[])[], ...options: string[]): Promise<{ code: number; said: string }> {
  const names = files.map((file, at) => written(typeof file === 'string' ? file : text(file), `file-${at}`));
  const run = promisify(execFile)(process.execPath, ['public/verify-journal.js', ...names, ...options]);
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, said: (stdout + stderr).trim() }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, said: (stdout + stderr).trim() }),
  );
}

function written(contents: string, name: string): string {
  writeFileSync(join(folder, name), contents);
  return join(folder, name);
}

const text = (given: readonly Line[]) => given.map((line) => `${JSON.stringify(line)}\n`).join('');
const ours = ['--key', signer.vkey];
const at = (place: number) => lines.findIndex(({ index }) => index === place);
/** The lines with those from the place of entry `place` on, `count` of them, replaced. */
const spliced = (place: number, count: number, ...by: Line[]) => lines.toSpliced(at(place), count, ...by);
const entry = (place: number): Line => ({ ...lines[at(place)] });
const flipped = (place: number): Line => ({ ...entry(place), leaf: entry(place).leaf?.replace('helper', 'holper') ?? '' });
/** Entries renumbered from the top, as a careful forger would. */
const renumbered = (given: Line[]) => {
  let next = 0;
  return given.map((line) => (line.leaf === undefined ? line : { ...line, index: next++ }));
};
const leaves = (given: readonly Line[]) => given.flatMap(({ leaf }) => (leaf === undefined ? [] : [Buffer.from(leaf)]));
/** All rewritten consistently: places, tiles, size and a checkpoint by this signer. */
function rewritten(given: readonly Line[], by = signer): Line[] {
  const hashes = leaves(given).map(hashLeaf);
  const head = { origin, size: hashes.length, root: rootOf(hashes) };
  const entries = leaves(given).flatMap((leaf, index): Line[] => {
    const tile = { tile: index / 256, hashes: Buffer.concat(hashes.slice(index, index + 256)).toString('base64') };
    return [...(index % 256 === 0 ? [tile] : []), { index, leaf: leaf.toString() }];
  });
  return [{ ...lines[0], size: head.size }, ...entries, { checkpoint: signNote(checkpointText(head), [by]) }];
}

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
  ['the header says another size', () => [{ ...lines[0], size: 3 }, ...lines.slice(1)], /the header and the checkpoint do not agree/],
])('found and named: %s', async (_what, tampered, said) => {
  const found = await verify([tampered()], ...ours);
  expect(found.said).toEqual(typeof said === 'string' ? expect.stringContaining(said) : expect.stringMatching(said));
  expect(found.said.split('\n')).toHaveLength(1);
  expect(found.code).toBeGreaterThan(0);
});

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
