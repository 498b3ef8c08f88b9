import { hour, minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { watchClock } from '../../src/db/watched-clock.ts';
import { append } from '../../src/journal/append.ts';
import { auditJournal } from '../../src/journal/audit.ts';
import { TestClock } from '../support/clock.ts';
import { openRooms } from '../support/rooms.ts';
import { logKeys, Sequencing } from '../support/sequencing.ts';

const rooms = await openRooms();
const sequencing = new Sequencing(rooms);

test('an entry that the tree passed by, by whatever fault, is found by the guard, added, and said', async () => {
  await sequencing.write(20);
  const first = sequencing.start();
  await sequencing.settled(first);
  await sequencing.stop();
  // numbered as if long in the tree, and nobody waits for it
  await rooms.asOwner(
    `insert into journal.entries (id, at, event, leaf) values (0, '2026-11-22', 'x', convert_to('{"lost":true}', 'UTF8'))`,
  );
  await sequencing.write(5);
  expect((await sequencing.faults()).filter((fault) => fault.startsWith('the entry 0'))).toHaveLength(1);

  const second = sequencing.start({ pace: { round: 10, publish: 10, guard: 60 } });
  await sequencing.until(() => second.status().orphans === 1);
  await sequencing.settled(second);
  await sequencing.write(5); // and the guard passes again
  await sequencing.settled(second);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(second.status().orphans).toBe(1);
  await sequencing.stop();
  expect(await sequencing.faults()).toEqual([]);
});

test('a clock that goes back or forward changes no order, and no fault is seen in it', async () => {
  const mandate = await rooms.world.mandate({ helper: await rooms.world.helper() });
  const at = rooms.clock.now();
  for (const moved of [-hour, 3 * hour, -2 * hour, 0]) {
    rooms.clock.set(new Date(at.getTime() + moved));
    await atomically(rooms.needs, (work) => append(work, { event: 'mandate_viewed', mandate }));
  }
  await sequencing.settled(sequencing.start());
  await sequencing.stop();
  const { rows } = await rooms.db.raw<{ rows: { is: boolean }[] }>(
    `select array_agg(id order by mandate_n) = array_agg(id order by id) as is from journal.entries where mandate_ref = '${mandate.journalRef}'`,
  );
  expect(rows).toEqual([{ is: true }]);
  const faults = [];
  for await (const fault of auditJournal({ db: rooms.db, logKeys })) faults.push(fault.kind);
  expect(faults).toEqual(['altered']); // the entry laid by hand above, which is none of ours
});

test('more than five minutes from the database’s clock nothing is done or recorded, until they agree again', async () => {
  const clock = new TestClock(new Date().toISOString());
  const needs = { ...rooms.needs, clock: await watchClock(rooms.db, clock) };
  const act = () => atomically(needs, (work) => append(work, { event: 'helper_signed_out' }));
  const disagreement = { code: 'journal_unavailable', cause: { message: expect.stringContaining("machine's clock is") as string } };
  for (const set of [6 * minute, -6 * minute, -24 * hour]) {
    clock.set(new Date(Date.now() + set));
    await expect(act()).rejects.toMatchObject(disagreement);
    await needs.clock.compare();
    await expect(act()).rejects.toMatchObject(disagreement);
    clock.set(new Date(Date.now() + Math.sign(set) * 4 * minute));
    await act();
  }
  clock.set(new Date(Date.now() - hour));
  await expect(watchClock(rooms.db, clock)).rejects.toThrow(/clock is 3600 seconds behind the database's/);
});

test('an entry too large for the record is refused with its act, before anything is written', async () => {
  const count = async () => (await rooms.db.raw<{ rows: unknown[] }>('select from journal.entries')).rows.length;
  const before = await count();
  const details = Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`field${String(n)}`, n]));
  const act = atomically(rooms.needs, (work) => append(work, { event: 'helper_signed_out', details }));
  await expect(act).rejects.toMatchObject({ code: 'journal_unavailable', cause: { message: expect.stringContaining('16,384') } });
  expect(await count()).toBe(before);
});

test.each([
  ['text too large', "repeat('x', 16385)::bytea, null, null"],
  ['empty text', "'', null, null"],
  ['place 0 in a chain', "'{}', gen_random_uuid(), 0"],
  ['place without a mandate', "'{}', null, 1"],
  ['mandate without a place', "'{}', gen_random_uuid(), null"],
])('the table itself takes no entry with this: %s', async (_what, values) => {
  const sql = `insert into journal.entries (at, event, leaf, mandate_ref, mandate_n) select '2026-11-26', 'heartbeat', ${values}`;
  await expect(rooms.db.raw(sql)).rejects.toMatchObject({ code: '23514' });
});
