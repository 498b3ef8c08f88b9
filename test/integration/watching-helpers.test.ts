import { after, day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { reactivateHelper } from '../../src/management/suspend-helper.ts';
import { watchHelpers } from '../../src/management/watch-helpers.ts';
import { setSignedIn } from '../../src/organisations/standing-store.ts';
import { findHelper } from '../../src/organisations/store.ts';
import { aTeam, kindsFor, managingAs } from '../support/managing.ts';
import { openRooms } from '../support/rooms.ts';

const { needs, world, clock } = await openRooms();
/** Two instances at once. */
const watch = () => Promise.all([1, 2].map(() => watchHelpers({ ...needs, publicUrl: 'https://procura.example' })));

test('a helper is told 60, 30 and 7 days before the end, each once', async () => {
  const helper = await world.helper({ certificationExpiresAt: after(clock.now(), 61 * day) });
  for (const days of [0, 1, 0, 30, 1, 22, 1]) {
    clock.forward(days * day);
    await watch();
  }
  expect(await kindsFor(needs, helper)).toEqual(Array(3).fill('staff_certificationEnds'));
});

test('a helper who does not come is warned at five months, suspended at six, each once; a manager restores them', async () => {
  const { manager, helper } = await aTeam(world);
  const come = () => atomically(needs, ({ tx, at }) => setSignedIn(tx, manager.id, at));
  clock.forward(149 * day);
  await come();
  await watch();
  expect(await kindsFor(needs, helper)).toEqual([]);
  clock.forward(6 * day);
  await watch();
  await watch();
  expect(await kindsFor(needs, helper)).toEqual(['staff_idle']);
  clock.forward(31 * day);
  await watch();
  await watch();
  expect(await kindsFor(needs, helper)).toEqual(['staff_idle', 'staff_idleSuspended']);
  expect((await findHelper(needs.db, helper.id))?.suspendedAt).toEqual(clock.now());
  await atomically(needs, (work) => reactivateHelper(work, { managing: managingAs(manager), helperId: helper.id }));
  await watch();
  expect((await findHelper(needs.db, helper.id))?.suspendedAt).toBeNull();
});

test('whoever comes back after the warning is not suspended', async () => {
  const helper = await world.helper();
  clock.forward(160 * day);
  await watch();
  await atomically(needs, ({ tx, at }) => setSignedIn(tx, helper.id, at));
  clock.forward(31 * day);
  await watch();
  expect((await findHelper(needs.db, helper.id))?.suspendedAt).toBeNull();
});
