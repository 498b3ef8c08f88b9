import { day, second } from '../../src/clock.ts';
import { declareHours } from '../../src/management/declare-hours.ts';
import { submitRenewal, writeAboutRenewal } from '../../src/management/renew-certification.ts';
import { watchCertifications } from '../../src/management/watch-certifications.ts';
import { refuseApplication, requestChanges } from '../../src/organisations/decide-application.ts';
import { findHours } from '../../src/organisations/hours-store.ts';
import { findOrganisationStandingAt, listOrganisationStandings } from '../../src/organisations/organisation-standing-store.ts';
import { findOrganisation } from '../../src/organisations/store.ts';
import { actsIn, refusedWith } from '../support/acts.ts';
import { kindsFor, managingAs } from '../support/managing.ts';
import { renewingIn } from '../support/renewing.ts';
import { openRooms } from '../support/rooms.ts';
import { entriesOf } from '../support/staff.ts';

const rooms = await openRooms();
const { needs, world, clock } = rooms;
const { doing, inDays, team, ask, accept, answer, publicUrl } = await renewingIn(rooms);

test('managers are told 60 and 30 days before the end, and of the end, each once; helpers are not; who asked is told the end alone', async () => {
  const end = inDays(61);
  const [{ manager, helper }, asking] = [await team({ certificationExpiresAt: end }), await team({ certificationExpiresAt: end })];
  await ask(asking.manager);
  for (const days of [0, 1, 0, 30, 1, 28, 1, 1]) {
    clock.forward(days * day);
    await Promise.all([1, 2].map(() => watchCertifications({ ...needs, publicUrl })));
  }
  expect(await kindsFor(needs, manager)).toEqual(['staff_organisationEnds', 'staff_organisationEnds', 'staff_organisationEnded']);
  expect([await kindsFor(needs, helper), await kindsFor(needs, asking.manager)]).toEqual([
    [],
    ['renewal_submitted', 'staff_organisationEnded'],
  ]);
});

test('a manager asks, an operator accepts: the certification goes on after its end without a gap, and what it was is kept', async () => {
  const { manager, helper, id } = await team();
  const before = await findOrganisation(needs.db, id);
  const asked = await ask(manager);
  clock.forward(day);
  expect(await findOrganisation(needs.db, id)).toEqual(before); // until decided, it runs to its day
  await doing((work) => requestChanges(work, answer(asked)));
  await doing((work) => writeAboutRenewal(work, managingAs(manager), 'Voici.'));
  await doing((work) => submitRenewal(work, managingAs(manager)));
  await accept(asked, inDays(1_100));
  expect(await findOrganisation(needs.db, id)).toMatchObject({ certifiedAt: before?.certifiedAt, certificationExpiresAt: inDays(1_100) });
  expect((await listOrganisationStandings(needs.db, id)).map(({ certificationExpiresAt: end }) => end)).toEqual([
    inDays(1_100),
    before?.certificationExpiresAt,
  ]);
  expect(await findOrganisationStandingAt(needs.db, id, inDays(-0.5))).toMatchObject({
    certificationExpiresAt: before?.certificationExpiresAt,
  });
  const told = ['renewal_submitted', 'renewal_changes', 'renewal_submitted', 'renewal_accepted'];
  expect([await kindsFor(needs, manager), await kindsFor(needs, helper)]).toEqual([told, []]);
  expect(await entriesOf(needs, manager)).toEqual([
    ...['application_begun', 'application_changed', 'application_changed', 'application_submitted'],
    ...['application_message_sent', 'application_submitted'],
  ]);
});

test('hours that a manager says while the request waits are not undone by its acceptance', async () => {
  const { manager, id } = await team();
  const asked = await ask(manager);
  await doing((work) => declareHours(work, { managing: managingAs(manager), hours: 'Mo-Fr 09:00-12:00' }));
  await accept(asked, inDays(400));
  expect(await findHours(needs.db, id)).toBe('Mo-Fr 09:00-12:00');
});

test('after the end nobody acts until an operator accepts; from then on they do, and the gap is known', async () => {
  const { manager, helper, id } = await team({ certificationExpiresAt: inDays(1) });
  const [mandate, client] = [await world.mandate({ helper }), await world.client()];
  clock.forward(2 * day);
  const { use } = actsIn(rooms);
  await expect(use(mandate, { helper, client })).rejects.toEqual(refusedWith('organisation_not_certified'));
  await accept(await ask(manager), inDays(1_000));
  expect(await findOrganisation(needs.db, id)).toMatchObject({ certifiedAt: clock.now() });
  await use(mandate, { helper, client });
});

test('a refused renewal changes nothing, and the manager may ask again; none is decided twice, and no end comes nearer', async () => {
  const { manager, id } = await team();
  const asked = await ask(manager);
  await expect(accept(asked, inDays(58))).rejects.toEqual(refusedWith('certification_end_wrong'));
  await doing((work) => refuseApplication(work, answer(asked)));
  await expect(accept(asked, inDays(900))).rejects.toEqual(refusedWith('application_in_another_state'));
  expect((await findOrganisation(needs.db, id))?.certificationExpiresAt).toEqual(inDays(59));
  clock.forward(second);
  expect(await ask(manager)).not.toBe(asked);
});
