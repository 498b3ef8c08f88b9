import { openRooms } from '../support/rooms.ts';
import { Sequencing } from '../support/sequencing.ts';

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
