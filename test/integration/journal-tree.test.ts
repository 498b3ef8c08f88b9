import { readFileSync } from 'node:fs';
import { openCheckpoint } from '../../src/journal/checkpoint.ts';
import { consistencyFault, hashLeaf, inclusionFault } from '../../src/journal/merkle.ts';
import { proveConsistency, proveInclusion, rootAt } from '../../src/journal/proof.ts';
import { usualPace } from '../../src/journal/sequencer.ts';
import { findCheckpoint, findEntryId, findLeaf, readProgress } from '../../src/journal/tree-store.ts';
import { openRooms } from '../support/rooms.ts';
import { logKeys, origin, Sequencing } from '../support/sequencing.ts';

const rooms = await openRooms();
const { db } = rooms;
const sequencing = new Sequencing(rooms);

test('what is written enters the tree and is published, in order, once', async () => {
  const sequencer = sequencing.start();
  await sequencing.write(20);
  await sequencing.settled(sequencer);
  expect(sequencer.status()).toMatchObject({ state: 'leading', detail: null });
  expect(await sequencing.faults()).toEqual([]);
  const checkpoint = await findCheckpoint(db);
  expect(openCheckpoint(checkpoint?.note ?? '', { logKeys })).toMatchObject({ origin, size: checkpoint?.size, root: checkpoint?.root });
  expect(readFileSync(sequencing.anchorFile, 'utf8')).toBe(checkpoint?.note);
  expect(await readProgress(db)).toMatchObject({ size: checkpoint?.size, publishedSize: checkpoint?.size, waitingSince: null });
  await sequencing.stop();
  expect(sequencer.status().state).toBe('stopped');
});

test('at the usual pace an entry is published within a second of its commit, at the worst moment as at the best', async () => {
  const sequencer = sequencing.start({ pace: usualPace });
  await sequencing.write(1);
  await sequencing.settled(sequencer);
  const lags: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    await sequencing.write(1); // just after a publication: until the next one the whole time must pass
    const committed = performance.now();
    await sequencing.settled(sequencer);
    lags.push(performance.now() - committed);
  }
  await sequencing.stop();
  // the middle one: a busy machine may hold one up
  expect(lags.sort((one, other) => one - other)[2]).toBeLessThan(1_000);
});

test('a new leader takes up the tree where the former one left it', async () => {
  for (const count of [1, 0, 300, 3]) {
    const sequencer = sequencing.start();
    await sequencing.write(count);
    await sequencing.settled(sequencer);
    await sequencing.stop();
  }
  expect(await sequencing.faults()).toEqual([]);
});

test('each entry is proved in each published tree, and each tree begins with the former ones', async () => {
  const last = await findCheckpoint(db);
  if (!last) throw new Error('nothing was published');
  for (let index = 0; index < last.size; index += 37) {
    const entryId = (await findEntryId(db, index)) ?? '';
    const leaf = hashLeaf((await findLeaf(db, entryId)) ?? Buffer.alloc(0));
    for (const size of [index + 1, Math.ceil((index + last.size) / 2), last.size]) {
      const root = await rootAt(db, size);
      const proof = await proveInclusion(db, { entryId }, size);
      expect(size > index ? inclusionFault({ index, size, leaf, proof: proof?.hashes ?? [], root }) : null).toBeNull();
      expect(consistencyFault({ size, root }, last, await proveConsistency(db, size, last.size))).toBeNull();
    }
  }
  expect(await proveInclusion(db, { index: last.size })).toBeNull();
  expect(await proveInclusion(db, { entryId: '999999999' })).toBeNull();
});

test.each([
  'update journal.tiles set w = w',
  "update journal.tiles set hashes = hashes || '\\x00'::bytea",
  'delete from journal.tiles',
  'truncate journal.tiles',
  'update journal.heads set size = size - 1',
  "update journal.heads set root = sha256('x')",
  "update journal.heads set origin = 'another'",
  'delete from journal.heads',
  'truncate journal.heads',
  "update journal.checkpoints set note = 'x'",
  'update journal.checkpoints set size = size + 1',
  'delete from journal.checkpoints',
  'truncate journal.checkpoints cascade',
  'truncate journal.closings',
])('nobody may do it, the owner included: %s', async (sql) => {
  await expect(rooms.asOwner(sql)).rejects.toMatchObject({ code: '42501' });
});

test.each([
  "insert into journal.tiles (level, n, w, hashes) values (7, 0, 1, sha256('x'))",
  'update journal.heads set size = size + 1',
  "insert into journal.checkpoints (size, root, note, signed_at) values (9, sha256('x'), 'x', '2026-01-01')",
  "insert into journal.closings (volume, origin, size, root, last_id, closed_at) values (0, 'x', 9, sha256('x'), 9, '2026-01-01')",
  'delete from journal.closing_wishes',
  'select journal.stand_still()',
  'select journal.begin_volume(1)',
  "select journal.drop_volume(0, '2040-01-01')",
])('the application may not: %s', async (sql) => {
  await expect(db.raw(sql)).rejects.toMatchObject({ code: '42501' });
});

test('the sequencer may read entries, never write them', async () => {
  const as = 'set local role procura_sequencer';
  await expect(rooms.asOwner(`${as}; select count(*) from journal.entries`)).resolves.toBeDefined();
  for (const sql of [
    "insert into journal.entries (at, event, leaf) values ('2026-01-01', 'x', 'xx')",
    'select * from journal.subject_keys',
    "select journal.drop_volume(0, '2040-01-01')",
  ])
    await expect(rooms.asOwner(`${as}; ${sql}`)).rejects.toMatchObject({ code: '42501' });
});
