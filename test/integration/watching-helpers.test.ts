import { after, day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { haltHelper, resumeHelper } from '../../src/management/halt.ts';
import { reactivateHelper } from '../../src/management/suspend-helper.ts';
import { watchHelpers } from '../../src/management/watch-helpers.ts';
import { withdrawHelper } from '../../src/operation/withdraw-helper.ts';
import { helperState } from '../../src/organisations/life.ts';
import { setSignedIn } from '../../src/organisations/standing-store.ts';
import { findHelper } from '../../src/organisations/store.ts';
import { actsIn, refusedWith } from '../support/acts.ts';
import { appointOperator } from '../support/appointed.ts';
import { aTeam, kindsFor, managingAs } from '../support/managing.ts';
import { openRooms } from '../support/rooms.ts';
import { entriesOf } from '../support/staff.ts';

const rooms = await openRooms();
const { needs, world, clock } = rooms;
const { use } = actsIn(rooms);
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

test('a suspended helper’s certification is withdrawn by an operator, for good: they are told why, and nothing brings it back', async () => {
  const [{ manager, helper }, operator] = [await aTeam(world), await appointOperator(needs)];
  const [mandate, client] = [await world.mandate({ helper }), await world.client()];
  const decided = { helperId: helper.id, operator, reason: 'Fraude établie.' };
  const withdraw = () => atomically(needs, (work) => withdrawHelper(work, decided));
  await expect(withdraw()).rejects.toEqual(refusedWith('account_unknown')); // it is suspended first
  await atomically(needs, (work) => haltHelper(work, helper.id, { by: operator, reason: 'Contrôle.' }));
  await withdraw();
  await withdraw();
  expect(await kindsFor(needs, helper)).toEqual(['staff_halted', 'staff_withdrawn']);
  expect(await entriesOf(needs, helper)).toEqual(expect.arrayContaining(['helper_suspended', 'helper_withdrawn']));
  await atomically(needs, (work) => resumeHelper(work, helper.id, { by: operator, reason: 'Erreur.' }));
  const back = { managing: managingAs(manager), helperId: helper.id };
  await expect(atomically(needs, (work) => reactivateHelper(work, back))).rejects.toEqual(refusedWith('not_for_a_manager_to_lift'));
  await expect(use(mandate, { helper, client })).rejects.toEqual(refusedWith('helper_suspended'));
  const now = await findHelper(needs.db, helper.id);
  expect(now && helperState(now, { isTrained: true }, clock.now())).toBe('withdrawn');
  await expect(atomically(needs, (work) => withdrawHelper(work, { ...decided, helperId: operator.id }))).rejects.toEqual(
    refusedWith('account_unknown'),
  );
});
