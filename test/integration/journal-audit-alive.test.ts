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
