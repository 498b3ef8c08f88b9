import { second } from '../../src/clock.ts';
import { atomically, type Work } from '../../src/db/database.ts';
import { deleteOtherSessions, insertSession } from '../../src/http/store.ts';
import type { ActOnHelper } from '../../src/management/managing.ts';
import { removeHelper } from '../../src/management/remove-helper.ts';
import { resetFactors } from '../../src/management/reset-factors.ts';
import { restrictProcedures } from '../../src/management/restrict-procedures.ts';
import { reactivateHelper, suspendHelper } from '../../src/management/suspend-helper.ts';
import { hasFactor } from '../../src/identity/factor-store.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import { findUse } from '../../src/mandates/use-store.ts';
import { listExclusions } from '../../src/organisations/exclusion-store.ts';
import { procedureCodes } from '../../src/mandates/procedures.ts';
import { findOrganisation, findStaff, insertMembership, setHelperSuspended } from '../../src/organisations/store.ts';
import { aTeam, kindsFor, managingAs } from '../support/managing.ts';
import { openRooms } from '../support/rooms.ts';
import { entriesOf } from '../support/staff.ts';
import type { TestHelper } from '../support/world.ts';

const rooms = await openRooms();
const { needs, world, clock } = rooms;
const reason = 'Absence prolongée.';

const on = (manager: TestHelper, helper: TestHelper): ActOnHelper => ({ managing: managingAs(manager), helperId: helper.id });
const doing = (act: (work: Work) => Promise<void>) => atomically(needs, act);
const place = (helper: TestHelper) => ({ helperId: helper.id, organisationId: helper.organisation.id });

async function session(helper: TestHelper): Promise<void> {
  const at = clock.now();
  const nobody = { ...place(helper), returnTo: null, language: null, personId: null, idleMinutes: 60 };
  const times = { firstFactorAt: at, secondFactorAt: at, createdAt: at, seenAt: at, expiresAt: at };
  await atomically(needs, ({ tx }) => insertSession(tx, { ...nobody, ...times, idHash: Buffer.from(helper.id) }));
}

/** How many sessions there were; they are ended by the question. */
const countSessions = (helper: TestHelper) => atomically(needs, ({ tx }) => deleteOtherSessions(tx, { helperId: helper.id, except: null }));

async function aUse(helper: TestHelper) {
  const mandate = await world.mandate({ helper });
  const client = await world.client();
  const taking = { ...place(helper), mandateId: mandate.id, procedure: 'papiers', client, secondFactorAt: clock.now() } as const;
  const use = () => atomically(needs, (work) => useMandate(work, taking));
  return { use, first: (await use()).use };
}

describe('a helper whom a manager suspends', () => {
  test('is told why, has no session and no use left, and may not take up a mandate again until a manager restores it', async () => {
    const { manager, helper } = await aTeam(world);
    const { use, first } = await aUse(helper);
    await session(helper);
    await doing((work) => suspendHelper(work, { ...on(manager, helper), reason }));
    expect(await countSessions(helper)).toBe(0);
    expect((await findUse(needs.db, first.id))?.endedAt).toEqual(clock.now());
    await expect(use()).rejects.toMatchObject({ code: 'helper_not_member' });
    clock.forward(second);
    await doing((work) => reactivateHelper(work, on(manager, helper)));
    await expect(use()).resolves.toBeDefined();
    expect(await kindsFor(needs, helper)).toEqual(['staff_suspended', 'staff_reactivated']);
    expect((await entriesOf(needs, helper)).filter((event) => event.startsWith('helper_'))).toEqual([
      'helper_suspended',
      'helper_reactivated',
    ]);
  });

  test('is suspended once, however often it is asked', async () => {
    const { manager, helper } = await aTeam(world);
    await doing((work) => suspendHelper(work, { ...on(manager, helper), reason }));
    await doing((work) => suspendHelper(work, { ...on(manager, helper), reason }));
    expect(await entriesOf(needs, helper)).toEqual(['helper_suspended']);
  });

  test('goes on helping in their other organisation', async () => {
    const { manager, helper } = await aTeam(world);
    const other = await world.organisation();
    const also = { helperId: helper.id, organisationId: other.id, role: 'helper', joinedAt: clock.now() } as const;
    await atomically(needs, ({ tx }) => insertMembership(tx, also));
    await doing((work) => suspendHelper(work, { ...on(manager, helper), reason }));
    const staff = await findStaff(needs.db, helper.id);
    expect(staff?.belongings.map(({ organisation }) => organisation.id)).toEqual([other.id]);
    expect(staff?.helper.suspendedAt).toBeNull();
  });

  test('stays suspended when the decision came from above', async () => {
    const { manager, helper } = await aTeam(world);
    await atomically(needs, ({ tx, at }) => setHelperSuspended(tx, helper.id, at));
    await expect(doing((work) => reactivateHelper(work, on(manager, helper)))).rejects.toMatchObject({ code: 'not_for_a_manager_to_lift' });
  });
});

test('a helper who is removed has nothing left; their mandates stay with the organisation', async () => {
  const { manager, helper } = await aTeam(world);
  const { use, first } = await aUse(helper);
  await session(helper);
  await doing((work) => removeHelper(work, on(manager, helper)));
  expect(await countSessions(helper)).toBe(0);
  expect((await findUse(needs.db, first.id))?.endedAt).toEqual(clock.now());
  await expect(use()).rejects.toMatchObject({ code: 'helper_not_member' });
  const taking = { mandateId: first.mandateId, procedure: 'papiers', client: await world.client(), secondFactorAt: clock.now() } as const;
  await expect(atomically(needs, (work) => useMandate(work, { ...taking, ...place(manager) }))).resolves.toBeDefined();
  expect(await kindsFor(needs, helper)).toEqual(['staff_removed']);
});

test('when the last helper a mandate names leaves, the managers are warned', async () => {
  const { manager, helper } = await aTeam(world);
  const mandate = await world.mandate({ helper });
  await rooms.asOwner(`alter table mandates disable trigger all;
    update mandates set named_helpers = array['${helper.id}']::uuid[] where id = '${mandate.id}';
    alter table mandates enable trigger all`);
  await doing((work) => removeHelper(work, on(manager, helper)));
  expect(await kindsFor(needs, manager)).toEqual(['staff_mandateWithoutHelper']);
});

test('second factors are reset with a reason: both are told, the helper is out everywhere, the factor proves nothing', async () => {
  const { manager, helper } = await aTeam(world);
  const elsewhere = { ...helper, organisation: await world.organisation() };
  await doing(({ tx, at }) => insertMembership(tx, { ...place(elsewhere), role: 'helper', joinedAt: at }));
  const uses = [(await aUse(helper)).first, (await aUse(elsewhere)).first];
  await session(helper);
  await doing((work) => resetFactors(work, { ...on(manager, helper), reason: 'Téléphone perdu.' }));
  for (const { id } of uses) expect((await findUse(needs.db, id))?.endedAt).toEqual(clock.now());
  expect(await hasFactor(needs.db, helper.id)).toBe(false);
  expect(await countSessions(helper)).toBe(0);
  expect(await kindsFor(needs, helper)).toEqual(['staff_factorsReset']);
  expect(await kindsFor(needs, manager)).toEqual(['staff_factorsResetDone']);
  expect((await entriesOf(needs, helper)).at(-1)).toEqual('second_factors_reset');
});

test('a procedure that is restricted keeps its first day, until the organisation helps with it again', async () => {
  const { manager } = await aTeam(world);
  const { id } = manager.organisation;
  const helpWithAllBut = (...excluded: readonly string[]) =>
    doing((work) =>
      restrictProcedures(work, { managing: managingAs(manager), helpsWith: procedureCodes.filter((code) => !excluded.includes(code)) }),
    );
  const kept = async () => [...(await listExclusions(needs.db, (await findOrganisation(needs.db, id)) ?? manager.organisation))];
  const first = clock.now();
  await helpWithAllBut('argent');
  clock.forward(second);
  await helpWithAllBut('argent', 'justice');
  expect(await kept()).toEqual([
    ['argent', first],
    ['justice', clock.now()],
  ]);
  await helpWithAllBut('justice');
  await helpWithAllBut('argent');
  expect(await kept()).toEqual([['argent', clock.now()]]);
});
