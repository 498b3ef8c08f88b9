import { minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { auditJournal } from '../../src/journal/audit.ts';
import { beat, heart, listSilences } from '../../src/journal/heartbeat.ts';
import { readEntries } from '../../src/journal/read-entries.ts';
import { searchJournal } from '../../src/supervision/search-journal.ts';
import { questionOf } from '../../src/supervision/search-plan.ts';
import { describeEntries } from '../../src/supervision/describe-entries.ts';
import { openRooms } from '../support/rooms.ts';
import { logKeys, Sequencing } from '../support/sequencing.ts';

const rooms = await openRooms();
const { db, needs, clock } = rooms;
const sequencing = new Sequencing(rooms);

const beats = () => readEntries({ db, vault: needs.vault }, { mandateId: heart.id }, { limit: 100, oldestFirst: true });
const everybody = () => Promise.all(Array.from({ length: 6 }, () => atomically(needs, beat)));

test('several instances beat once a period in all', async () => {
  await everybody();
  clock.forward(9 * minute);
  await everybody();
  expect(await beats()).toHaveLength(1);
  clock.forward(minute);
  await everybody();
  expect((await beats()).map(({ event }) => event)).toEqual(['heartbeat', 'heartbeat']);
  expect(await listSilences(db, clock.now())).toEqual([]);
});

test('a time when nobody was there is named, while it lasts and after', async () => {
  const from = clock.now();
  clock.forward(40 * minute);
  expect(await listSilences(db, clock.now())).toEqual([{ from, to: null }]);
  await everybody();
  expect(await listSilences(db, clock.now())).toEqual([{ from, to: clock.now() }]);
});

test('to a supervisor, a heartbeat is of no mandate', async () => {
  const question = questionOf({ territories: ['*'] }, { event: 'heartbeat' });
  const { entries } = await searchJournal(db, question, { limit: 10, before: null });
  expect((await describeEntries(needs, entries)).map(({ event, mandateId }) => ({ event, mandateId }))).toEqual(
    entries.map(() => ({ event: 'heartbeat', mandateId: null })),
  );
  expect(entries).not.toEqual([]);
});

test('a heartbeat taken out is no silence but a loss: the audit names the entry', async () => {
  const sequencer = sequencing.start();
  await sequencing.settled(sequencer);
  await sequencing.stop();
  const [, second] = await beats();
  const entryId = second?.entryId ?? '';
  await rooms.asOwner(`alter table journal.entries disable trigger user;
    delete from journal.entries where id = ${entryId};
    alter table journal.entries enable trigger user`); // the embedded engine serves the next test file too
  const faults = [];
  for await (const { kind, entryId: id } of auditJournal({ db, logKeys })) faults.push({ kind, id });
  expect(faults).toEqual([{ kind: 'missing', id: entryId }]);
});
