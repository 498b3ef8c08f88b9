import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { checkpointText, openCheckpoint } from '../../src/journal/checkpoint.ts';
import { signNote } from '../../src/journal/note.ts';
import { findCheckpoint } from '../../src/journal/tree-store.ts';
import { openRooms } from '../support/rooms.ts';
import { logKeys, origin, Sequencing, signer } from '../support/sequencing.ts';

const rooms = await openRooms();
const { db } = rooms;
const sequencing = new Sequencing(rooms);

beforeAll(async () => {
  const sequencer = sequencing.start();
  await sequencing.write(5);
  await sequencing.settled(sequencer);
  await sequencing.stop();
});

afterEach(() => sequencing.stop());

test('an anchor of a larger tree, as after a restored backup: nothing is signed, entries go on', async () => {
  copyFileSync(sequencing.anchorFile, `${sequencing.anchorFile}-kept`);
  const head = { origin, size: 10_000, root: Buffer.alloc(32, 1) };
  writeFileSync(sequencing.anchorFile, signNote(checkpointText(head), [signer]));
  const before = (await findCheckpoint(db))?.size;
  const sequencer = sequencing.start();
  await sequencing.until(() => sequencer.status().state === 'rolled_back');
  await sequencing.write(2);
  expect(sequencer.status().detail).toContain('10000 entries were signed');
  expect((await findCheckpoint(db))?.size).toBe(before);
  await sequencing.stop();
  copyFileSync(`${sequencing.anchorFile}-kept`, sequencing.anchorFile);
});

test('an anchor of another tree of the same size: nothing is signed', async () => {
  const note = readFileSync(sequencing.anchorFile, 'utf8');
  const { size } = openCheckpoint(note, { logKeys });
  for (const smaller of [0, 2]) {
    writeFileSync(sequencing.anchorFile, signNote(checkpointText({ origin, size: size - smaller, root: Buffer.alloc(32, 1) }), [signer]));
    const sequencer = sequencing.start();
    await sequencing.until(() => sequencer.status().state === 'rolled_back');
    expect(sequencer.status().detail).toBe(`the tree at ${size - smaller} is not the one that was signed`);
    await sequencing.stop();
  }
  writeFileSync(sequencing.anchorFile, note);
});

test('a lost anchor is made anew', async () => {
  rmSync(sequencing.anchorFile);
  const sequencer = sequencing.start();
  await sequencing.write(1);
  await sequencing.settled(sequencer);
  expect(readFileSync(sequencing.anchorFile, 'utf8')).toBe((await findCheckpoint(db))?.note);
});

test('an anchor that cannot be written: nothing is published, entries go on; then it goes on', async () => {
  const before = (await findCheckpoint(db))?.size;
  const blocked = `${sequencing.folder}/file/anchor`;
  writeFileSync(`${sequencing.folder}/file`, '');
  const sequencer = sequencing.start({ anchorFile: blocked });
  await sequencing.write(3);
  await sequencing.until(() => sequencer.status().detail !== null);
  expect((await findCheckpoint(db))?.size).toBe(before);
  rmSync(`${sequencing.folder}/file`);
  await sequencing.settled(sequencer);
  expect(await sequencing.faults()).toEqual([]);
});
