import { day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { haltHelper } from '../../src/management/halt.ts';
import { reactivateHelper } from '../../src/management/suspend-helper.ts';
import { watchHelpers } from '../../src/management/watch-helpers.ts';
import { askForManager } from '../../src/operation/ask-for-manager.ts';
import { approveRequest } from '../../src/operation/dangerous-acts.ts';
import { listOpenRequests } from '../../src/operation/request-store.ts';
import { insertSuspension, listManagers, setLeft } from '../../src/organisations/membership-store.ts';
import { setOrganisationWithdrawn } from '../../src/organisations/oversight-store.ts';
import { setHelperSuspended } from '../../src/organisations/store.ts';
import { setSignedIn } from '../../src/organisations/standing-store.ts';
import { refusedWith } from '../support/acts.ts';
import { browserOf, operatorAt } from '../support/as-operator.ts';
import { TestClock } from '../support/clock.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { aTeam, kindsFor, managingAs } from '../support/managing.ts';
import { entriesOf } from '../support/staff.ts';
import type { TestHelper } from '../support/world.ts';

const clock = new TestClock(new Date().toISOString());
const house = await openHouse({ clock });
const { context, world } = house;
const [odile, karim] = [await operatorAt(house), await operatorAt(house)];
const approving = { operator: karim.operator, publicUrl: house.url };

const stop = (helper: TestHelper) => atomically(context, (work) => haltHelper(work, helper.id, { by: null, reason: 'Contrôle.' }));
const managersOf = async ({ organisation }: TestHelper) => (await listManagers(context.db, organisation.id)).map(({ id }) => id);
const placeOf = ({ id, organisation }: TestHelper) => ({ helperId: id, organisationId: organisation.id });
const ask = ({ organisation }: TestHelper, { email }: { readonly email: string }) =>
  atomically(context, (work) => askForManager(work, { organisationId: organisation.id, email, operator: odile.operator }));

/** A team whose only manager may not act any more. */
async function unmanaged() {
  const team = await aTeam(world);
  await stop(team.manager);
  return team;
}

async function asked(helper: TestHelper): Promise<string> {
  await ask(helper, helper);
  const open = await listOpenRequests(context.db, clock.now());
  return open.find(({ target }) => target === helper.organisation.id)?.id ?? '';
}
const approve = (id: string) => atomically(context, (work) => approveRequest(work, { id, ...approving }));

test('an operator finds the organisation that nobody manages, asks that a member does, and another approves', async () => {
  const { helper } = await unmanaged();
  const path = `/operator/organisations/${helper.organisation.id}`;
  expect(wordsOf(await odile.open('/operator'))).toContain('Une structure n’a plus de référent');
  const list = await odile.open('/operator/organisations');
  expect(wordsOf(list)).toContain(`Sans référent ${helper.organisation.name}`);
  const wrong = await odile.send(path, '/manager', { email: 'personne' });
  expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('value="personne"')]);
  const requests = await odile.send(path, '/manager', { email: helper.email.toUpperCase() });
  expect(wordsOf(requests)).toContain(`Donner un référent à la structure ${helper.organisation.name}`);
  expect(wordsOf(requests)).toContain(`Référent proposé ${helper.givenName} ${helper.familyName}`);
  const theirs = await karim.open('/operator/requests');
  const request = /\/operator\/requests\/[0-9a-f-]{36}/.exec(theirs.text)?.[0] ?? '';
  await karim.browser.submit({ ...theirs, text: theirs.text.replace(`${request}/refusal`, `${request}/approval`) }, '/approval');
  expect(await managersOf(helper)).toEqual([helper.id]);
  expect(await kindsFor(context, helper)).toEqual(['staff_managerGiven']);
  expect((await entriesOf(context, helper)).at(-1)).toBe('manager_named');
  expect(wordsOf(await odile.open(path))).not.toContain('Personne ne gère cette structure');
});

test('a stranger to the organisation is not asked for, nor is anybody where somebody manages', async () => {
  const [{ helper }, other] = [await unmanaged(), await aTeam(world)];
  await expect(ask(helper, other.helper)).rejects.toEqual(refusedWith('helper_unknown'));
  await expect(ask(helper, { email: 'personne@ccas.example' })).rejects.toEqual(refusedWith('helper_unknown'));
  await expect(ask(other.helper, other.helper)).rejects.toEqual(refusedWith('organisation_has_managers'));
});

test('whoever asked does not approve; what was asked is not done once a manager is back, or the member is stopped', async () => {
  const [{ manager, helper }, second] = [await unmanaged(), await unmanaged()];
  const id = await asked(helper);
  const own = atomically(context, (work) => approveRequest(work, { id, operator: odile.operator, publicUrl: house.url }));
  await expect(own).rejects.toEqual(refusedWith('request_of_oneself'));
  await atomically(context, ({ tx, at }) => setHelperSuspended(tx, manager.id, null, at));
  await expect(approve(id)).rejects.toEqual(refusedWith('organisation_has_managers'));
  expect(await managersOf(helper)).toEqual([manager.id]);
  const another = await asked(second.helper);
  await stop(second.helper);
  await expect(approve(another)).rejects.toEqual(refusedWith('member_suspended'));
  expect(await managersOf(second.helper)).toEqual([]);
});

test('who left, who is suspended there, and where the certification was taken away are neither asked for nor given', async () => {
  const stops: readonly (readonly [string, (of: TestHelper) => Promise<void>])[] = [
    ['helper_unknown', (of) => atomically(context, ({ tx, at }) => setLeft(tx, placeOf(of), at))],
    ['member_suspended', (of) => atomically(context, ({ tx, at }) => insertSuspension(tx, placeOf(of), at))],
    ['organisation_unknown', (of) => atomically(context, ({ tx, at }) => setOrganisationWithdrawn(tx, of.organisation.id, at))],
  ];
  for (const [code, stopped] of stops) {
    const { helper } = await unmanaged();
    const id = await asked(helper);
    await stopped(helper);
    await expect(approve(id)).rejects.toEqual(refusedWith(code));
    await expect(ask(helper, helper)).rejects.toEqual(refusedWith(code));
    expect(await managersOf(helper)).toEqual([]);
  }
});

test('of two operators who approve at once, one does it, once', async () => {
  const { helper } = await unmanaged();
  const id = await asked(helper);
  const answers = await Promise.allSettled([approve(id), approve(id)]);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await kindsFor(context, helper)).toEqual(['staff_managerGiven']);
});

test('an only manager is offered no way to leave, and told why; once there is another, they may', async () => {
  const alone = await world.helper({ role: 'manager' });
  const [browser, own] = [await browserOf(house, alone), `/manager/helpers/${alone.id}`];
  const page = await browser.open(house.url + own);
  expect(wordsOf(page)).toContain('Personne d’autre ne gère la structure');
  for (const act of ['removal', 'manager-role-end', 'suspension']) expect(page.text).not.toContain(`${own}/${act}`);
  const other = await world.helper({ organisation: alone.organisation, role: 'manager' });
  for (const { id } of [alone, other])
    expect((await browser.open(`${house.url}/manager/helpers/${id}`)).text).toContain(`/manager/helpers/${id}/removal`);
});

test('idleness suspends an only manager too, who is told whom to ask; one who is not alone is told to ask the other', async () => {
  const [alone, { manager }] = [await world.helper({ role: 'manager' }), await aTeam(world)];
  const beside = await world.helper({ role: 'manager', organisation: manager.organisation });
  for (const days of [160, 31]) {
    clock.forward(days * day);
    await atomically(context, ({ tx, at }) => setSignedIn(tx, beside.id, at));
    await watchHelpers(context);
  }
  expect(await kindsFor(context, alone)).toEqual(['staff_idle', 'staff_idleSuspendedAlone']);
  expect(await kindsFor(context, manager)).toEqual(['staff_idle', 'staff_idleSuspended']);
  expect(await kindsFor(context, beside)).toEqual(['staff_managerIdle']);
  expect([await managersOf(alone), await managersOf(manager)]).toEqual([[], [beside.id]]);
});

test('a manager who is no helper is suspended for idleness likewise, and let in again by the other', async () => {
  const idle = await world.helper({ role: 'manager', certifiedAt: null, certificationExpiresAt: null });
  const other = await world.helper({ role: 'manager', organisation: idle.organisation });
  for (const days of [160, 31]) {
    clock.forward(days * day);
    await atomically(context, ({ tx, at }) => setSignedIn(tx, other.id, at));
    await watchHelpers(context);
  }
  expect([await kindsFor(context, idle), await managersOf(idle)]).toEqual([['staff_idle', 'staff_idleSuspended'], [other.id]]);
  await atomically(context, (work) => reactivateHelper(work, { managing: managingAs(other), helperId: idle.id }));
  expect((await managersOf(idle)).sort()).toEqual([idle.id, other.id].sort());
});
