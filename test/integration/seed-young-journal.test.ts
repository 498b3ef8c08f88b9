import { seedDemonstration } from '../../src/demo/seed.ts';
import { listSamples } from '../../src/supervision/sample-store.ts';
import { openRooms } from '../support/rooms.ts';
import { Sequencing } from '../support/sequencing.ts';

const rooms = await openRooms();
const sequencing = new Sequencing(rooms);

test('a journal signed less far than the uses keeps no demonstration from starting: the sample waits for another start', async () => {
  await sequencing.write(1);
  await sequencing.settled(sequencing.start());
  await sequencing.stop();
  await seedDemonstration(rooms.needs, {
    ...{ service: 'http://localhost:3003', franceConnect: 'http://localhost:3001', publicUrl: 'http://localhost:3000' },
    people: { issuer: 'http://localhost:3001/api/v2', clientId: 'procura' },
    pairwiseKey: Buffer.alloc(32, 8),
  });
  expect(await listSamples(rooms.db, { territories: ['*'] }, { limit: 1, offset: 0 })).toEqual([]);
});
