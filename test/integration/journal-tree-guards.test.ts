import pg from 'pg';
import { integrate } from '../../src/journal/integrate.ts';
import { closeSession, openSession, readHead, transaction } from '../../src/journal/sequencer-store.ts';
import { type Standing, takeUp } from '../../src/journal/standing.ts';
import { openRooms } from '../support/rooms.ts';
import { logKeys, origin, Sequencing, signer } from '../support/sequencing.ts';

const rooms = await openRooms();
const sequencing = new Sequencing(rooms);
const by = { origin, signers: [signer] };
const noAnchor = { read: () => null, write: () => undefined };
const session = await openSession(rooms.source);
let standing: Standing;

beforeEach(async () => {
  await sequencing.write(1);
  standing = await takeUp(session, { origin, logKeys, anchor: noAnchor });
  await round();
});

afterAll(() => closeSession(session));

async function round(): Promise<void> {
  standing = (await integrate(session, standing, by)).standing;
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await sequencing.write(1);
    await round();
  }
}

test('a default that draws the number otherwise: the sequencer refuses to lead', async () => {
  await rooms.asOwner("alter table journal.entries alter id set default nextval('journal.entry_id')");
  await expect(takeUp(session, { origin, logKeys, anchor: noAnchor })).rejects.toMatchObject({ reason: 'misconfigured' });
  await rooms.asOwner('alter table journal.entries alter id set default journal.next_entry_id()');
});

test('a second leader that thinks it leads moves nothing', async () => {
  const stale = await takeUp(session, { origin, logKeys, anchor: noAnchor });
  await turns();
  await expect(integrate(session, stale, by)).rejects.toThrow(/another leader|may only grow|may only advance/);
  const pooled = { ...standing, backend: 1 };
  await expect(integrate(session, pooled, by)).rejects.toThrow('the connection is another one');
});

(rooms.isServer ? test : test.skip)('a foreign transaction that stays open holds up no entry but its own', async () => {
  const foreign = new pg.Client('url' in rooms.source ? { connectionString: rooms.source.url } : {});
  await foreign.connect();
  await foreign.query('begin');
  await foreign.query(`insert into journal.entries (at, event, leaf) values ('2026-11-22', 'x', convert_to('{"late":true}', 'UTF8'))`);
  const { size } = standing.tree;
  await turns();
  expect(standing.tree.size).toBe(size + 3);
  await foreign.query('commit');
  await foreign.end();
  await round();
  expect(standing.tree.size).toBe(size + 4);
});

(rooms.isServer ? test : test.skip)(
  'a million numbers drawn and rolled back are one hole, forgotten once nobody can still be writing in it',
  async () => {
    await rooms.asOwner('begin; select count(journal.next_entry_id()) from generate_series(1, 1000000); rollback');
    await sequencing.write(1);
    await round();
    const { holes } = await transaction(session, () => readHead(session, origin), 'read committed');
    expect(holes.length).toBeLessThan(5);
    expect(holes.some(({ first, last }) => last - first >= 999_999n)).toBe(true);
    const isForgotten = () => !standing.holes.some(({ first, last }) => last - first > 1_000n);
    // transactions of other databases of this server hold the horizon back for as long as they last
    for (let round = 0; round < 100 && !isForgotten(); round++) {
      await turns();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(isForgotten()).toBe(true);
  },
);
