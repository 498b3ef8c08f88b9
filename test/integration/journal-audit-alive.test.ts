import { randomUUID } from 'node:crypto';
import { auditJournal } from '../../src/journal/audit.ts';
import { openRooms } from '../support/rooms.ts';
import { logKeys, Sequencing } from '../support/sequencing.ts';

const rooms = await openRooms();
const sequencing = new Sequencing(rooms);

test('a journal that grows while it is verified is no damaged one', async () => {
  await sequencing.write(1);
  await sequencing.settled(sequencing.start());
  const growing = { over: false };
  const growth = (async () => {
    while (!growing.over) await sequencing.write(3);
  })();
  const faults: string[] = [];
  for (let time = 0; time < 25; time++)
    for await (const { kind, detail } of auditJournal({ db: rooms.db, logKeys })) faults.push(`${kind}: ${detail}`);
  growing.over = true;
  await growth;
  expect(faults).toEqual([]);
}, 60_000);

test('an entry whose text holds half a character is named, and so is what comes after it', async () => {
  await sequencing.stop();
  const leaf = { _sd: [], at: '2026-11-22T00:00:00.000Z', id: randomUUID(), k: '\ud800', v: 1 };
  for (let time = 0; time < 2; time++)
    await rooms.db.raw("insert into journal.entries (at, event, leaf) values (?, 'x', convert_to(?, 'UTF8'))", [
      leaf.at,
      JSON.stringify(leaf),
    ]);
  await sequencing.settled(sequencing.start());
  const faults: string[] = [];
  for await (const { kind, detail } of auditJournal({ db: rooms.db, logKeys })) faults.push(`${kind}: ${detail}`);
  expect(faults).toEqual(Array.from({ length: 2 }, () => 'altered: the column leaf does not say what the entry says'));
});
