import { copyFileSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { checkpointText, parseCheckpoint } from '../../src/journal/checkpoint.ts';
import { insertWish, listClosings } from '../../src/journal/closing-store.ts';
import { signNote, splitNote } from '../../src/journal/note.ts';
import { findCheckpoint, findCheckpointOf } from '../../src/journal/tree-store.ts';
import { openRooms } from '../support/rooms.ts';
import { origin, Sequencing, signer } from '../support/sequencing.ts';
import { closed, faultsOf, startClosing } from '../support/volumes.ts';

// A volume is closed whole or not at all, and how it ended is published before anything of the next, whatever comes in between.
const rooms = await openRooms();
const { db, clock } = rooms;
const sequencing = new Sequencing(rooms);
const onServer = 'url' in rooms.source ? test : test.skip;
/** How many transactions wait until nobody writes. */
const waiting = async () =>
  (
    await rooms.asOwner<{ n: number }>(
      "select count(*)::int as n from pg_locks where not granted and relation::regclass::text like 'journal.entries%'",
    )
  ).rows[0]?.n ?? 0;
const count = async () => (await listClosings(db)).length;

beforeAll(async () => {
  const sequencer = startClosing(sequencing);
  await sequencing.write(3);
  await sequencing.settled(sequencer);
  await sequencing.stop();
});
afterEach(() => sequencing.stop());

test('where the first entry of the next cannot be written, numbers go on in the volume that is still open', async () => {
  const before = await count();
  const rule = 'alter table journal.entry_index';
  await rooms.asOwner(`${rule} add constraint not_yet check (event <> 'journal_opened') not valid`);
  const sequencer = startClosing(sequencing);
  await insertWish(db, { volume: before, at: clock.now() });
  await sequencing.until(() => sequencer.status().detail !== null);
  await sequencing.write(3);
  expect(await count()).toBe(before);
  expect(await faultsOf(sequencing)).toEqual([]);
  await rooms.asOwner(`${rule} drop constraint not_yet`);
  await sequencing.until(async () => (await count()) > before);
  await sequencing.write(3);
  await sequencing.settled(sequencer);
  expect(await faultsOf(sequencing)).toEqual([]);
});

test.each([
  ['the numbers cannot be moved on', 'execute on function journal.begin_volume(bigint)', 'procura_sequencer'],
  ['its end cannot be written', 'insert on journal.closings', 'procura_sequencer'],
  ['its last entry cannot be written', 'insert on journal.entry_index', 'procura_app'],
])('where %s it is as if it had not begun, and it is closed once that is possible', async (_what, right, role) => {
  const before = await count();
  await rooms.asOwner(`revoke ${right} from ${role}`);
  try {
    const sequencer = startClosing(sequencing);
    await insertWish(db, { volume: before, at: clock.now() });
    await sequencing.until(() => sequencer.status().detail !== null);
    expect(await count()).toBe(before);
    expect(await faultsOf(sequencing)).toEqual([]);
  } finally {
    await sequencing.stop();
    await rooms.asOwner(`grant ${right} to ${role}`);
  }
  const sequencer = startClosing(sequencing);
  await sequencing.until(async () => (await count()) > before);
  await sequencing.write(3);
  await sequencing.settled(sequencer);
  expect(await faultsOf(sequencing)).toEqual([]);
});

onServer('while somebody has an entry under way it is not closed, and that entry is in it once it is', async () => {
  const before = await count();
  const slow = new pg.Client({ connectionString: 'url' in rooms.source ? rooms.source.url : '' });
  await slow.connect();
  await slow.query('begin');
  await slow.query(
    "insert into journal.entries (at, event, leaf) select at, event, leaf from journal.entries where event = 'helper_signed_out' limit 1",
  );
  const sequencer = startClosing(sequencing);
  await insertWish(db, { volume: before, at: clock.now() });
  await sequencing.until(async () => (await waiting()) > 0);
  expect(await count()).toBe(before);
  await slow.query('commit');
  await slow.end();
  await sequencing.until(async () => (await count()) > before);
  await sequencing.settled(sequencer);
  expect(await faultsOf(sequencing)).toEqual([]);
});

test('where too few witnesses cosign its end, nothing of the next is published before it; the next goes on meanwhile', async () => {
  const before = await count();
  const sequencer = startClosing(sequencing);
  await sequencing.write(2);
  await sequencing.settled(sequencer);
  await sequencing.stop();
  const alone = startClosing(sequencing, { cosign: () => Promise.resolve(null) });
  await insertWish(db, { volume: before, at: clock.now() });
  await sequencing.until(async () => (await count()) > before);
  await sequencing.write(5);
  await sequencing.until(() => alone.status().size > alone.status().publishedSize + 5);
  await insertWish(db, { volume: before + 1, at: clock.now() }); // and is not closed before the former is published
  const { size } = (await listClosings(db)).at(-1) ?? { size: 0 };
  expect((await findCheckpoint(db))?.volume).toBe(before);
  expect((await findCheckpointOf(db, before))?.size).toBe(size - 1);
  await sequencing.stop();
  const asked: number[] = [];
  const heard = startClosing(sequencing, {
    cosign: ({ note, volume }) => {
      asked.push(volume);
      return Promise.resolve({ note, cosignatures: 0 });
    },
  });
  await sequencing.until(async () => (await count()) > before + 1);
  await sequencing.settled(heard);
  expect([...new Set(asked)]).toEqual([before, before + 1, before + 2]);
  const first = await findCheckpointOf(db, before);
  expect(first?.size).toBe(size);
  expect(await faultsOf(sequencing)).toEqual([]);
});

onServer('of two instances one closes it, once', async () => {
  const before = await count();
  const [one, other] = [startClosing(sequencing), startClosing(sequencing)];
  await sequencing.until(() => [one, other].some((sequencer) => sequencer.status().state === 'leading'));
  await sequencing.write(2);
  await closed(sequencing, [one, other].find((sequencer) => sequencer.status().state === 'leading') ?? one);
  expect(await count()).toBe(before + 1);
  const last = await findCheckpoint(db);
  expect(parseCheckpoint(splitNote(last?.note ?? '').text).origin).not.toBe(origin);
});

test('an anchor of a volume that the database has not yet: nothing is signed', async () => {
  copyFileSync(sequencing.anchorFile, `${sequencing.anchorFile}-kept`);
  const later = signer.named('journal.procura.test/2099');
  writeFileSync(sequencing.anchorFile, signNote(checkpointText({ origin: later.name, size: 1, root: Buffer.alloc(32, 1) }), [later]));
  const sequencer = sequencing.start();
  await sequencing.until(() => sequencer.status().state === 'rolled_back');
  expect(sequencer.status().detail).toBe('a later volume was signed than the database holds');
  await sequencing.stop();
  copyFileSync(`${sequencing.anchorFile}-kept`, sequencing.anchorFile);
});
