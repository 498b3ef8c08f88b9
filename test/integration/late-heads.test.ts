import { minute, second } from '../../src/clock.ts';
import { closeBy } from '../../src/journal/close-volume.ts';
import { findDelay, findUncoveredSince } from '../../src/journal/delay-store.ts';
import { insertWish, listClosings } from '../../src/journal/closing-store.ts';
import { watchHeads } from '../../src/operation/watch-heads.ts';
import { appointOperator } from '../support/appointed.ts';
import { openRooms } from '../support/rooms.ts';
import { Sequencing } from '../support/sequencing.ts';

// Published heads that stay behind what is written are said once to whoever runs the service, and once that it is over.
const rooms = await openRooms();
const { db, clock } = rooms;
const sequencing = new Sequencing(rooms);
const needs = { ...rooms.needs, publicUrl: 'http://localhost' };

beforeAll(async () => {
  for (let count = 0; count < 2; count++) await appointOperator(needs);
  const gone = await appointOperator(needs);
  await rooms.asOwner(`update helpers set suspended_at = now() where id = '${gone.id}'`);
});
afterEach(() => sequencing.stop());

const mails = async () =>
  Object.fromEntries(
    (await db.select('kind').count<{ kind: string; count: string }[]>('* as count').from('outbox').groupBy('kind')).map((row) => [
      row.kind,
      Number(row.count),
    ]),
  );
const entries = async () =>
  (
    await db.withSchema('journal').select('event').from('entry_index').whereIn('event', ['heads_late', 'heads_in_time']).orderBy('entry_id')
  ).map(({ event }: { event: string }) => event);
const instances = () => Promise.all([watchHeads(needs), watchHeads(needs), watchHeads(needs)]);

test('so long as a head covers what is written, or will in a moment, nobody is told anything', async () => {
  await sequencing.write(3);
  clock.forward(2 * minute - second);
  expect(await instances()).toEqual([119_000, 119_000, 119_000]);
  await sequencing.settled(sequencing.start());
  clock.forward(60 * minute); // nothing new, for an hour
  expect(await instances()).toEqual([0, 0, 0]);
  expect([await mails(), await entries(), await findDelay(db)]).toEqual([{}, [], null]);
});

test('nobody leads: after two minutes every operator who is let in is told, once, and it is recorded, however many instances look', async () => {
  const since = clock.now();
  await sequencing.write(1);
  clock.forward(2 * minute);
  await instances();
  clock.forward(60 * minute);
  await instances();
  expect([await mails(), await entries()]).toEqual([{ staff_headsLate: 2 }, ['heads_late']]);
  expect(await findDelay(db)).toMatchObject({ since });
});

test('it is over once a head covers all but what came just now, and said once; the next delay is another', async () => {
  await sequencing.settled(sequencing.start());
  await sequencing.stop();
  await sequencing.write(1);
  clock.forward(minute); // late no more, not in time either: it goes on
  await instances();
  expect(await entries()).toEqual(['heads_late']);
  const leader = sequencing.start();
  await sequencing.settled(leader);
  await instances();
  await instances();
  expect([await mails(), await entries(), await findDelay(db)]).toEqual([
    { staff_headsLate: 2, staff_headsInTime: 2 },
    ['heads_late', 'heads_in_time'],
    null,
  ]);
  await sequencing.settled(leader);
});

test('a leader whose witnesses do not cosign grows the tree and publishes nothing: that is behind as well, over the end of a volume too', async () => {
  const alone = sequencing.start({ cosign: () => Promise.resolve(null), ...closeBy(needs, { rule: 'command', patience: 200 }) });
  await sequencing.write(2);
  const since = clock.now();
  await sequencing.until(() => alone.status().size > alone.status().publishedSize);
  clock.forward(3 * minute);
  expect(await findUncoveredSince(db)).toEqual(since);
  await instances();
  expect(await entries()).toEqual(['heads_late', 'heads_in_time', 'heads_late']);
  await insertWish(db, { volume: 0, at: clock.now() });
  await sequencing.until(async () => (await listClosings(db)).length > 0);
  expect(await findUncoveredSince(db)).toEqual(since);
  await sequencing.stop();
  const heard = sequencing.start();
  await sequencing.settled(heard);
  expect(await findUncoveredSince(db)).toBeNull();
  await sequencing.stop();
  const later = clock.now();
  await sequencing.write(1);
  clock.forward(minute);
  expect(await findUncoveredSince(db)).toEqual(later);
});
