import { atomically } from '../../src/db/database.ts';
import { day, minute, second } from '../../src/clock.ts';
import { revokeMandate } from '../../src/mandates/revoke-mandate.ts';
import { setHelperSuspended, setOrganisationSuspended } from '../../src/organisations/store.ts';
import { disableClient } from '../../src/provider/disable-client.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { RelyingParty } from '../support/relying-party.ts';

const house = await openProviderHouse();
const { world } = house;
const redirectUris = ['https://service.example/callback', 'https://service.example/other'];
const service = new RelyingParty(house, await world.client({ redirectUris }));

async function arrive(party = service) {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, procedures: ['papiers', 'logement'], duration: 'day' });
  const browser = await house.signedIn(helper);
  return { helper, mandate, browser, brought: await party.bring(browser, { procedure: 'logement' }) };
}

type Arrival = Awaited<ReturnType<typeof arrive>>;

const endings: readonly (readonly [what: string, end: (arrival: Arrival) => Promise<unknown>])[] = [
  ['the mandate is revoked', ({ mandate, helper }) => revoke({ mandate, helper, procedure: null })],
  ['its procedure is revoked', ({ mandate, helper }) => revoke({ mandate, helper, procedure: 'logement' })],
  ['the helper is suspended', ({ helper }) => atomically(house, ({ tx, at }) => setHelperSuspended(tx, helper.id, at))],
  [
    'the organisation is suspended',
    ({ helper }) => atomically(house, ({ tx, at }) => setOrganisationSuspended(tx, helper.organisation.id, at)),
  ],
  ['the mandate ends', () => Promise.resolve(house.clock.forward(day))],
];

function revoke({ mandate, helper, procedure }: Pick<Arrival, 'mandate' | 'helper'> & { procedure: 'logement' | null }) {
  return atomically(house, (work) =>
    revokeMandate(work, { mandateId: mandate.id, helper, organisationId: helper.organisation.id, procedure, channel: 'orally' }),
  );
}

test.each(endings)('when %s before the code is redeemed, no token leaves', async (_what, end) => {
  const arrival = await arrive();
  await end(arrival);
  const { status, body } = await service.token(arrival.brought);
  expect({ status, error: body['error'] }).toEqual({ status: 400, error: 'invalid_grant' });
});

test('a refused disclosure is recorded once, for the person, the helper and the mandate', async () => {
  const { mandate, helper, brought } = await arrive();
  await revoke({ mandate, helper, procedure: null });
  await service.token(brought);
  const entries = await house.db('journal.entry_index').where({ event: 'disclosure_refused', mandate_id: mandate.id });
  expect(entries).toMatchObject([
    { refusal: 'mandate_revoked', person_id: mandate.personId, helper_id: helper.id, client_id: service.client.id, procedure: 'logement' },
  ]);
});

test.each(endings)('when %s after the token was given, the token is dead at every door', async (_what, end) => {
  const arrival = await arrive();
  const token = String((await service.token(arrival.brought)).body['access_token']);
  await end(arrival);
  expect(await service.userinfo(token)).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
  expect((await service.introspect(token)).body).toEqual({ active: false });
});

test('disabling a client ends what it was given, and stops it at the door', async () => {
  const party = new RelyingParty(house, await world.client());
  const { brought, browser } = await arrive(party);
  const waiting = await party.bring(browser);
  const token = String((await party.token(brought)).body['access_token']);
  await atomically(house, (work) => disableClient(work, party.client.id));
  expect(await party.userinfo(token)).toMatchObject({ status: 401 });
  expect((await party.token(waiting)).status).toBe(400);
  house.clock.forward(minute);
  expect(await party.userinfo(token)).toMatchObject({ status: 401 });
  expect(await browser.open(party.request())).toMatchObject({ status: 400 });
});

test('a token never outlives the mandate', async () => {
  const helper = await world.helper();
  await world.mandate({ helper, procedures: ['logement'], duration: 'day' });
  house.clock.forward(day - 60 * second);
  const brought = await service.bring(await house.signedIn(helper));
  expect((await service.token(brought)).body['expires_in']).toBe(60);
});
