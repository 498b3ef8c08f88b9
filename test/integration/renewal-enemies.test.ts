import type { Managing } from '../../src/management/managing.ts';
import { nameManager } from '../../src/management/name-manager.ts';
import { removeHelper } from '../../src/management/remove-helper.ts';
import { fillRenewal, submitRenewal } from '../../src/management/renew-certification.ts';
import { closeOrganisation, mergeOrganisations } from '../../src/operation/end-organisation.ts';
import { findOrganisation, setOrganisationSuspended } from '../../src/organisations/store.ts';
import { refusedWith } from '../support/acts.ts';
import { aTeam, managingAs } from '../support/managing.ts';
import { described, renewingIn } from '../support/renewing.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, world, clock } = rooms;
const { doing, inDays, begin, team, ask, accept, publicUrl } = await renewingIn(rooms);

describe('a renewal is not for', () => {
  const noes: readonly (readonly [string, string, () => Promise<Managing>])[] = [
    ['a helper', 'manager_required', async () => managingAs((await team()).helper)],
    [
      'a manager of another organisation',
      'manager_required',
      async () => ({ ...managingAs((await team()).manager), organisation: (await team()).manager.organisation }),
    ],
    ['a manager who was removed meanwhile', 'manager_required', removedManager],
    [
      'whoever has more than six months',
      'renewal_too_early',
      async () => managingAs((await team({ certificationExpiresAt: inDays(183) })).manager),
    ],
    ['a certification without an end', 'renewal_too_early', async () => managingAs((await aTeam(world)).manager)],
    ['a suspended organisation', 'organisation_suspended', async () => managingAs((await team({ suspendedAt: clock.now() })).manager)],
    ['a withdrawn organisation', 'organisation_not_certified', async () => managingAs((await team({ withdrawnAt: clock.now() })).manager)],
    ['a closed organisation', 'organisation_not_certified', async () => ended('closed')],
    ['one that joined another', 'organisation_not_certified', async () => ended('merged')],
  ];
  test.each(noes)('%s', async (_who, code, whose) => {
    const managing = await whose();
    await expect(begin(managing)).rejects.toEqual(refusedWith(code as 'manager_required'));
    await expect(doing((work) => submitRenewal(work, managing))).rejects.toEqual(refusedWith(code as 'manager_required'));
  });

  async function removedManager(): Promise<Managing> {
    const { manager, helper } = await team();
    await doing((work) => nameManager(work, { managing: managingAs(manager), helperId: helper.id }));
    await doing((work) => removeHelper(work, { managing: managingAs(helper), helperId: manager.id }));
    return managingAs(manager);
  }

  async function ended(cause: 'closed' | 'merged'): Promise<Managing> {
    const { manager, id } = await team();
    const ending = { organisationId: id, reason: 'Fin de l’accueil.' };
    if (cause === 'closed') await doing((work) => closeOrganisation(work, ending));
    else {
      const intoId = (await team()).id;
      await doing((work) => mergeOrganisations(work, { ...ending, intoId, publicUrl }));
    }
    return managingAs(manager);
  }
});

test('one suspended while it waits is not renewed; nor under the number of another', async () => {
  const { manager, id } = await team();
  const managing = managingAs(manager);
  await begin(managing);
  const other = { ...described(manager), siret: '26990012200012' };
  await expect(doing((work) => fillRenewal(work, { managing, organisation: other }))).rejects.toEqual(
    refusedWith('renewal_of_another_siret'),
  );
  const asked = await ask(manager);
  await doing(({ tx, at }) => setOrganisationSuspended(tx, id, at));
  await expect(accept(asked, inDays(900))).rejects.toEqual(refusedWith('organisation_suspended'));
});

test('whoever watches over an organisation is not changed by what its manager writes', async () => {
  const { manager, id } = await team({ territory: '21' });
  await accept(await ask(manager), inDays(900));
  expect(await findOrganisation(needs.db, id)).toMatchObject({ territory: '21', address: '3 rue Neuve, 70000 Vesoul' });
});

(rooms.isServer ? test : test.skip)('two managers, or two operators, at the same instant do it once', async () => {
  const { manager, helper, id } = await team();
  await doing((work) => nameManager(work, { managing: managingAs(manager), helperId: helper.id }));
  await Promise.all([begin(managingAs(manager)), begin(managingAs(helper))]);
  expect(await needs.db.from('applications').where('renews', id).pluck('state')).toEqual(['draft']);
  const asked = await ask(manager);
  const both = await Promise.allSettled([accept(asked, inDays(900)), accept(asked, inDays(950))]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});
