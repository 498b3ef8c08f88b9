import { after, day, minute, second } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { suspendOrganisation, withdrawOrganisation } from '../../src/operation/stop-organisation.ts';
import { findHelper, findOrganisation, insertMembership, setHelperSuspended } from '../../src/organisations/store.ts';
import { setStanding } from '../../src/organisations/standing-store.ts';
import { actsIn, refusedWith } from '../support/acts.ts';
import { appointOperator } from '../support/appointed.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { RelyingParty } from '../support/relying-party.ts';
import type { TestHelper } from '../support/world.ts';

const house = await openProviderHouse();
const { world, clock } = house;
const operator = await appointOperator(house);
const service = new RelyingParty(house, await world.client());
const { agreed, conclude } = actsIn({ needs: house, world, clock });

/** A helper with a mandate, a quarter of a minute before their certification ends. */
async function nearTheEnd(): Promise<TestHelper> {
  const helper = await world.helper({ certificationExpiresAt: after(clock.now(), 15 * second) });
  await world.mandate({ helper, procedures: ['logement'] });
  return helper;
}

test('a certification that ends between the code and the token gives nothing', async () => {
  const code = await service.bring(await house.signedIn(await nearTheEnd()));
  clock.forward(16 * second);
  const before = (await house.events())['identity_disclosed'];
  const answer = await service.token(code);
  expect([answer.status, answer.body['error']]).toEqual([400, 'invalid_grant']);
  expect(answer.text).not.toContain('Joséphine');
  expect((await house.events())['identity_disclosed']).toBe(before);
});

test('a certification that ends between the token and userinfo gives nothing more, and the refusal is recorded', async () => {
  const token = await service.accessToken(await house.signedIn(await nearTheEnd()));
  expect((await service.userinfo(token)).status).toBe(200);
  clock.forward(16 * second);
  const before = (await house.events())['disclosure_refused'] ?? 0;
  const answer = await service.userinfo(token);
  expect(answer.status).toBeGreaterThanOrEqual(401);
  expect(answer.text).not.toContain('Joséphine');
  expect((await service.introspect(token)).body).toEqual({ active: false });
  expect((await house.events())['disclosure_refused']).toBe(before + 1);
});

const stops: readonly (readonly [string, string, (helper: TestHelper) => Promise<void>])[] = [
  ['organisation suspended', 'organisation_suspended', ({ organisation }) => stop(suspendOrganisation, organisation.id)],
  ['organisation withdrawn', 'organisation_not_certified', ({ organisation }) => stop(withdrawOrganisation, organisation.id)],
  ['helper suspended', 'helper_suspended', ({ id }) => atomically(house, ({ tx, at }) => setHelperSuspended(tx, id, at))],
  [
    'certification over',
    'helper_not_certified',
    ({ id }) => atomically(house, ({ tx, at }) => setStanding(tx, id, { since: at, certificationExpiresAt: at })),
  ],
];

describe.each(stops)('%s meanwhile', (_, code, happens) => {
  test('no code becomes a token, no token an identity, no list a choice', async () => {
    const helper = await world.helper();
    await world.mandate({ helper, procedures: ['logement'] });
    const browser = await house.signedIn(helper);
    const token = await service.accessToken(browser);
    const brought = await service.bring(browser);
    await happens(helper);
    expect((await service.token(brought)).body['error']).toBe('invalid_grant');
    expect((await service.userinfo(token)).text).not.toContain('Joséphine');
    expect((await service.introspect(token)).body).toEqual({ active: false });
    const chosen = service.choose(browser).then(({ location }) => location); // rejected: nobody is offered at all
    expect(await chosen.catch(() => null)).toBeNull();
  });

  test('nothing is drafted or countersigned', async () => {
    const helper = await world.helper();
    const draft = await agreed(helper);
    await happens(helper);
    await expect(conclude(draft.id, helper)).rejects.toEqual(refusedWith(code));
    const [now, organisation] = [await findHelper(house.db, helper.id), await findOrganisation(house.db, helper.organisation.id)];
    if (!now || !organisation) throw new Error('gone');
    await expect(world.draft({ helper: { ...helper, ...now, organisation } })).rejects.toEqual(refusedWith(code));
  });
});

test('a helper of two organisations, one of them suspended, goes on for the other', async () => {
  const helper = await world.helper();
  const other = await world.organisation();
  await atomically(house, ({ tx, at }) =>
    insertMembership(tx, { helperId: helper.id, organisationId: other.id, role: 'helper', joinedAt: after(at, -day) }),
  );
  await world.mandate({ helper: { ...helper, organisation: other }, procedures: ['logement'] });
  await stop(suspendOrganisation, helper.organisation.id);
  clock.forward(minute);
  const browser = await house.signedIn({ ...helper, organisation: other });
  expect((await service.userinfo(await service.accessToken(browser))).status).toBe(200);
});

async function stop(act: typeof suspendOrganisation, organisationId: string): Promise<void> {
  await atomically(house, (work) => act(work, { organisationId, operator, reason: 'Enquête.' }));
}
