import { atomically, type Work } from '../../src/db/database.ts';
import { haltHelper } from '../../src/management/halt.ts';
import type { ActOnHelper } from '../../src/management/managing.ts';
import { invitePeople } from '../../src/management/invite-people.ts';
import { nameManager, removeManager } from '../../src/management/name-manager.ts';
import { removeHelper } from '../../src/management/remove-helper.ts';
import { resetFactors } from '../../src/management/reset-factors.ts';
import { reactivateHelper, suspendHelper } from '../../src/management/suspend-helper.ts';
import { listInvitations } from '../../src/organisations/invitation-store.ts';
import { inviteHelper } from '../../src/organisations/invite-helper.ts';
import { findMember, listManagers } from '../../src/organisations/membership-store.ts';
import { aTeam, managingAs } from '../support/managing.ts';
import { openRooms } from '../support/rooms.ts';
import { entriesOf } from '../support/staff.ts';
import type { TestHelper } from '../support/world.ts';

const rooms = await openRooms();
const { needs, world } = rooms;
const reason = 'Absence prolongée.';
const nadia = { email: 'nadia@second.example', givenName: 'Nadia', familyName: 'Petit', role: 'manager' } as const;

const on = (manager: TestHelper, helper: TestHelper): ActOnHelper => ({ managing: managingAs(manager), helperId: helper.id });
const doing = (act: (work: Work) => Promise<void>) => atomically(needs, act);
const place = (helper: TestHelper) => ({ helperId: helper.id, organisationId: helper.organisation.id });

describe('managers', () => {
  test('name another, who then manages, and may stop themselves', async () => {
    const { manager, helper } = await aTeam(world);
    await doing((work) => nameManager(work, on(manager, helper)));
    await doing((work) => removeManager(work, on(manager, manager)));
    expect((await listManagers(needs.db, helper.organisation.id)).map(({ id }) => id)).toEqual([helper.id]);
    await expect(doing((work) => suspendHelper(work, { ...on(manager, helper), reason }))).rejects.toMatchObject({
      code: 'manager_required',
    });
  });

  test.each([
    ['stops being one', (act: ActOnHelper) => doing((work) => removeManager(work, act))],
    ['leaves', (act: ActOnHelper) => doing((work) => removeHelper(work, act))],
    ['is suspended', (act: ActOnHelper) => doing((work) => suspendHelper(work, { ...act, reason }))],
  ])('are never none: the last one never %s', async (_what, act) => {
    const { manager } = await aTeam(world);
    await expect(act(on(manager, manager))).rejects.toMatchObject({ code: 'last_manager' });
  });

  test('who are suspended do not count', async () => {
    const { manager, helper } = await aTeam(world);
    await doing((work) => nameManager(work, on(manager, helper)));
    await doing((work) => suspendHelper(work, { ...on(manager, helper), reason }));
    await expect(doing((work) => removeManager(work, on(manager, manager)))).rejects.toMatchObject({ code: 'last_manager' });
  });

  test('name nobody who is suspended: not here, not everywhere', async () => {
    const [here, everywhere] = [await aTeam(world), await aTeam(world)];
    await doing((work) => suspendHelper(work, { ...on(here.manager, here.helper), reason }));
    await doing((work) => haltHelper(work, everywhere.helper.id, { by: null, reason }));
    for (const { manager, helper } of [here, everywhere])
      await expect(doing((work) => nameManager(work, on(manager, helper)))).rejects.toMatchObject({ code: 'member_suspended' });
  });

  test.each([
    ['leaves', (act: ActOnHelper) => doing((work) => removeHelper(work, act))],
    ['stops being one', (act: ActOnHelper) => doing((work) => removeManager(work, act))],
    ['is suspended', (act: ActOnHelper) => doing((work) => suspendHelper(work, { ...act, reason }))],
    ['is halted', ({ managing: { helper: by }, helperId }: ActOnHelper) => doing((work) => haltHelper(work, helperId, { by, reason }))],
  ])('leave no door open: the managers they invited are invited no more when one %s; their helpers are', async (_what, act) => {
    const { manager, helper } = await aTeam(world);
    await doing((work) => nameManager(work, on(manager, helper)));
    for (const role of ['manager', 'helper'] as const) {
      const invited = { email: `${role}@second.example`, givenName: 'Nadia', familyName: 'Petit', role };
      const place = { manager: helper, organisation: helper.organisation, publicUrl: 'https://procura.example' };
      await doing((work) => inviteHelper(work, { ...place, invited }));
    }
    await act(on(manager, helper));
    const waiting = await listInvitations(needs.db, helper.organisation.id, { at: needs.clock.now(), limit: 9 });
    expect(waiting.map(({ role }) => role)).toEqual(['helper']);
    expect(await entriesOf(needs, manager)).toContain('invitation_cancelled');
  });

  test('are halted by a rule, and their doors with them', async () => {
    const { manager } = await aTeam(world);
    await doing((work) => invitePeople(work, { managing: managingAs(manager), people: [nadia] }));
    await doing((work) => haltHelper(work, manager.id, { by: null, reason }));
    expect(await listInvitations(needs.db, manager.organisation.id, { at: needs.clock.now(), limit: 9 })).toEqual([]);
    await expect(doing((work) => invitePeople(work, { managing: managingAs(manager), people: [nadia] }))).rejects.toMatchObject({
      code: 'manager_required',
    });
  });

  (rooms.isServer ? test : test.skip)('who are halted while they invite a manager leave no door open either', async () => {
    const { manager } = await aTeam(world);
    const invite = () => doing((work) => invitePeople(work, { managing: managingAs(manager), people: [nadia] }));
    const late: Promise<unknown>[] = [];
    await doing(async (work) => {
      await haltHelper(work, manager.id, { by: null, reason });
      late.push(expect(invite()).rejects.toMatchObject({ code: 'manager_required' }));
      await new Promise((resolve) => setTimeout(resolve, 300)); // they are in the middle of it
    });
    await Promise.all(late);
    expect(await listInvitations(needs.db, manager.organisation.id, { at: needs.clock.now(), limit: 9 })).toEqual([]);
  });

  (rooms.isServer ? test : test.skip)('who stop each other at the same instant are never none', async () => {
    const { manager, helper } = await aTeam(world);
    await doing((work) => nameManager(work, on(manager, helper)));
    const both = await Promise.allSettled([
      doing((work) => removeManager(work, on(manager, helper))),
      doing((work) => removeManager(work, on(helper, manager))),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await listManagers(needs.db, helper.organisation.id)).toHaveLength(1);
  });
});

const acts = {
  suspend: (act: ActOnHelper) => doing((work) => suspendHelper(work, { ...act, reason })),
  reactivate: (act: ActOnHelper) => doing((work) => reactivateHelper(work, act)),
  remove: (act: ActOnHelper) => doing((work) => removeHelper(work, act)),
  reset: (act: ActOnHelper) => doing((work) => resetFactors(work, { ...act, reason })),
  'name manager': (act: ActOnHelper) => doing((work) => nameManager(work, act)),
  'remove manager': (act: ActOnHelper) => doing((work) => removeManager(work, act)),
};

describe.each(Object.entries(acts))('nobody may %s', (_name, act) => {
  test('a helper of another organisation, who is nobody here', async () => {
    const { manager } = await aTeam(world);
    const { helper: other } = await aTeam(world);
    await expect(act(on(manager, other))).rejects.toMatchObject({ code: 'helper_unknown' });
    expect(await findMember(needs.db, place(other))).toMatchObject({ role: 'helper', suspendedAt: null });
    expect(await entriesOf(needs, other)).toEqual([]);
  });

  test('as a helper, not even for themself', async () => {
    const { helper, manager } = await aTeam(world);
    await expect(act(on(helper, helper))).rejects.toMatchObject({ code: 'manager_required' });
    await expect(act(on(helper, manager))).rejects.toMatchObject({ code: 'manager_required' });
  });

  test('as a manager who was suspended or left while the page was open', async () => {
    const { manager, helper } = await aTeam(world);
    const second = await world.helper({ organisation: manager.organisation, role: 'manager' });
    await doing((work) => suspendHelper(work, { ...on(second, manager), reason }));
    await expect(act(on(manager, helper))).rejects.toMatchObject({ code: 'manager_required' });
    await doing((work) => removeHelper(work, on(second, manager)));
    await expect(act(on(manager, helper))).rejects.toMatchObject({ code: 'manager_required' });
  });
});
