import { minute } from '../../src/clock.ts';
import { openCheckpoint } from '../../src/journal/checkpoint.ts';
import { openSigner, parseVkey } from '../../src/journal/note.ts';
import { findCheckpoint } from '../../src/journal/tree-store.ts';
import { openRooms } from '../support/rooms.ts';
import { nextSigner, origin, Sequencing, signer } from '../support/sequencing.ts';

const rooms = await openRooms();
const { db, clock } = rooms;
const sequencing = new Sequencing(rooms);
const onServer = rooms.isServer ? test : test.skip;

beforeAll(async () => {
  const sequencer = sequencing.start();
  await sequencing.write(5);
  await sequencing.settled(sequencer);
  await sequencing.stop();
});

afterEach(() => sequencing.stop());

onServer('of two sequencers one leads; when it leaves the other takes over', async () => {
  const one = sequencing.start();
  await sequencing.until(() => one.status().state === 'leading');
  const other = sequencing.start();
  await sequencing.write(5);
  await sequencing.settled(one);
  expect(other.status().state).toBe('waiting');
  await one.stop();
  await sequencing.write(5);
  await sequencing.settled(other);
  expect(await sequencing.faults()).toEqual([]);
});

onServer('a leader whose connection is cut leads again, and nothing is lost', async () => {
  const sequencer = sequencing.start();
  for (let turn = 0; turn < 3; turn++) {
    await sequencing.write(5);
    await rooms.asOwner(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'procura sequencer' and datname = current_database()",
    );
    await sequencing.write(5);
    await sequencing.settled(sequencer);
  }
  expect(await sequencing.faults()).toEqual([]);
});

test('while two keys sign side by side, either is enough; then the new one alone goes on', async () => {
  for (const signers of [[nextSigner, signer], [nextSigner], [nextSigner, signer], [signer]]) {
    const sequencer = sequencing.start({ signers });
    await sequencing.write(1);
    await sequencing.settled(sequencer);
    const note = (await findCheckpoint(db))?.note ?? '';
    for (const { vkey } of signers) expect(openCheckpoint(note, { logKeys: [parseVkey(vkey)] }).signatures).toHaveLength(1);
    await sequencing.stop();
  }
});

test.each([
  ['another key', { signers: [openSigner(origin, Buffer.alloc(32, 8))] }, 'misconfigured', 'the anchor cannot be relied on'],
  ['another journal’s name', { origin: 'other.example' }, 'misconfigured', 'this journal is'],
] as const)('a sequencer with %s signs nothing; entries go on', async (_what, facts, state, detail) => {
  const before = (await findCheckpoint(db))?.size;
  const sequencer = sequencing.start(facts);
  await sequencing.until(() => sequencer.status().state === state);
  expect(sequencer.status().detail).toContain(detail);
  await sequencing.write(1);
  expect((await findCheckpoint(db))?.size).toBe(before);
});

test('a sequencer with another key is refused by the last checkpoint too, where the anchor is lost', async () => {
  const sequencer = sequencing.start({ signers: [openSigner(origin, Buffer.alloc(32, 8))], anchorFile: `${sequencing.anchorFile}-lost` });
  await sequencing.until(() => sequencer.status().state === 'misconfigured');
  expect(sequencer.status().detail).toBe('the last checkpoint was signed with another key');
});

test('heads are published only with enough cosignatures, and integration does not wait for them', async () => {
  const before = (await findCheckpoint(db))?.size;
  const witness = { answers: false };
  const asked: number[] = [];
  const sequencer = sequencing.start({
    cosign: async ({ note, size }) => {
      asked.push(size);
      if (asked.length === 1) throw new Error('no witness answers');
      return witness.answers ? { note: `${note}— w.example AAAAAAAA\n`, cosignatures: 1 } : null;
    },
  });
  await sequencing.write(3);
  await sequencing.until(() => asked.length > 2 && sequencer.status().size > (before ?? 0));
  expect((await findCheckpoint(db))?.size).toBe(before);
  witness.answers = true;
  await sequencing.settled(sequencer);
  expect(await findCheckpoint(db)).toMatchObject({ cosignatures: 1, note: expect.stringContaining('— w.example') });
});

test('the lag is from the oldest entry of a round to its signed head', async () => {
  await sequencing.write(1);
  clock.forward(2 * minute);
  const sequencer = sequencing.start();
  await sequencing.settled(sequencer);
  expect(sequencer.status().lagMilliseconds).toBe(2 * minute);
});
