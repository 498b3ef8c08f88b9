import { atomically } from '../../src/db/database.ts';
import { seedDemonstration } from '../../src/demo/seed.ts';
import { seedSample } from '../../src/demo/seed-supervision.ts';
import { listSamples } from '../../src/supervision/sample-store.ts';
import { openRooms } from '../support/rooms.ts';
import { Sequencing } from '../support/sequencing.ts';

const rooms = await openRooms();
const sequencing = new Sequencing(rooms);
const people = { issuer: 'http://localhost:3001/api/v2', clientId: 'procura' };

test('the demonstration has a sample to review as soon as its journal is signed, and never a second one', async () => {
  await seedDemonstration(rooms.needs, {
    ...{ service: 'http://localhost:3003', franceConnect: 'http://localhost:3001', publicUrl: 'http://localhost:3000' },
    ...{ people, pairwiseKey: Buffer.alloc(32, 8) },
  });
  const sample = () => atomically(rooms.needs, (work) => seedSample(work, { people }));
  await expect(sample()).rejects.toMatchObject({ code: 'sample_not_ready' });
  await sequencing.settled(sequencing.start());
  await sequencing.stop();
  await sample();
  await sample();
  expect(await listSamples(rooms.db, { territories: ['*'] }, { limit: 5, offset: 0 })).toHaveLength(1);
});
