import { atomically } from '../../src/db/database.ts';
import { layPast } from '../../src/demo/past.ts';
import { seedDemonstration } from '../../src/demo/seed.ts';
import { seedSample } from '../../src/demo/seed-supervision.ts';
import { watchHelpers } from '../../src/management/watch-helpers.ts';
import { listAlerts } from '../../src/supervision/alert-store.ts';
import { countFigures } from '../../src/supervision/count-figures.ts';
import { figuresOf } from '../../src/supervision/figures.ts';
import { listSamples } from '../../src/supervision/sample-store.ts';
import { watchJournal } from '../../src/supervision/watch-journal.ts';
import { openRooms } from '../support/rooms.ts';
import { Sequencing } from '../support/sequencing.ts';

const rooms = await openRooms();
const sequencing = new Sequencing(rooms);
const everywhere = { territories: ['*'] };
const people = { issuer: 'http://localhost:3001/api/v2', clientId: 'procura' };

await layPast({ ...rooms.needs, source: rooms.source });

test('what time does to helpers leaves those around the demonstration alone: a newcomer’s inbox holds no mail to them', async () => {
  await watchHelpers({ ...rooms.needs, publicUrl: 'http://localhost:3000' });
  expect(await rooms.db('outbox').select('kind')).toEqual([]);
});

test('the demonstration has a sample to review as soon as its journal is signed, and never a second one', async () => {
  await seedDemonstration(rooms.needs, {
    ...{ service: 'http://localhost:3003', franceConnect: 'http://localhost:3001', publicUrl: 'http://localhost:3000' },
    ...{ people, pairwiseKey: Buffer.alloc(32, 8) },
  });
  await watchHelpers({ ...rooms.needs, publicUrl: 'http://localhost:3000' });
  expect(await rooms.db('outbox').where('kind', 'like', 'staff_idle%').select('kind')).toEqual([]);
  const sample = () => atomically(rooms.needs, (work) => seedSample(work, { people }));
  await expect(sample()).rejects.toMatchObject({ code: 'sample_not_ready' });
  await sequencing.settled(sequencing.start());
  await sequencing.stop();
  await sample();
  await sample();
  expect(await listSamples(rooms.db, everywhere, { limit: 5, offset: 0 })).toHaveLength(1);
});

test('what went on around the demonstration fills every chart of a year and is no news to the rules; it is laid once', async () => {
  await countFigures(rooms.needs);
  const { usesByProcedure, usesByTerritory, usesByWeek, refusals, endings, standings, timeToStop } = await figuresOf(rooms.db, everywhere, {
    at: rooms.clock.now(),
    days: 366,
  });
  expect(timeToStop).toMatchObject({ waiting: 0, failed: 0 });
  const charts = { usesByProcedure, usesByTerritory, usesByWeek, refusals, endings, standings };
  const shown = Object.entries(charts).filter(([, bars]) => bars.some(({ count }) => count !== null));
  expect(shown.map(([name]) => name)).toEqual(Object.keys(charts));
  const alerts = () => listAlerts(rooms.db, everywhere, { rule: null, limit: 50, offset: 0 });
  const before = await alerts();
  await watchJournal(rooms.needs);
  expect(await alerts()).toEqual(before);
  await expect(layPast({ ...rooms.needs, source: rooms.source })).resolves.toBeUndefined();
});
