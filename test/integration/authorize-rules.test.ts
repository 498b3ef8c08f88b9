import { Browser } from '../support/browser.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { asked, type Changes, RelyingParty } from '../support/relying-party.ts';

const house = await openProviderHouse();
const { world } = house;
const service = new RelyingParty(house, await world.client());
const hubFacts = {
  dialect: 'hub',
  delegationMode: 'hub',
  procedures: [],
  authentication: 'client_secret_post',
  redirectUris: ['https://hub.example/api/v2/oidc-callback'],
};
const hub = new RelyingParty(house, await world.client(hubFacts));
const stock = new RelyingParty(house, await world.client({ proof: 'nonce' }));
const fapi = new RelyingParty(
  house,
  await world.client({
    authentication: 'private_key_jwt',
    jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'a'.repeat(43), y: 'b'.repeat(43) }] },
  }),
);
const closed = new RelyingParty(house, await world.client({ delegationMode: 'none' }));

const sent = (party: RelyingParty, changes: Changes) => new Browser().request(party.request(changes));

test.each([service, hub, stock])('an honest request leads to the choice, under an address of ours', async (party) => {
  const { status, location, headers } = await sent(party, {});
  expect({ status, location }).toEqual({
    status: 303,
    location: expect.stringMatching(/^http:\/\/localhost:\d+\/interaction\/[\w-]{21,}$/),
  });
  expect(headers.get('set-cookie')).not.toContain('procura_op');
});

test.each(['client_id', 'redirect_uri', 'scope', 'state', 'nonce', 'response_type', 'code_challenge', 'claims'])(
  '%s sent twice is refused',
  async (name) => {
    const url = service.request();
    url.searchParams.append(name, url.searchParams.get(name) ?? '');
    url.searchParams.append(name, 'again');
    const { status, location } = await new Browser().request(url);
    expect(status === 400 || location?.includes('error=invalid_request')).toBe(true);
  },
);

test.each([
  ['no nonce', { nonce: null }],
  ['a nonce of 21 characters', { nonce: 'n'.repeat(21) }],
])('a client that proves with a nonce may not send %s', async (_what, changes) => {
  for (const party of [hub, stock])
    expect((await sent(party, { ...changes, code_challenge: null, code_challenge_method: null })).location).toContain(
      'error=invalid_request',
    );
});

test('a nonce of 22 characters, and no code challenge, is enough for them', async () => {
  for (const party of [hub, stock]) {
    expect((await sent(party, { nonce: 'n'.repeat(22), code_challenge: null, code_challenge_method: null })).location).toContain(
      '/interaction/',
    );
  }
});

test('parameters nobody knows are ignored, scopes too', async () => {
  const { location } = await sent(hub, {
    sp_id: 'caf',
    unknown: 'x'.repeat(500),
    scope: 'openid profile email birth phone address preferred_username birthplace birthcountry gdpr',
  });
  expect(location).toContain('/interaction/');
});

test('a client that must push its requests may not come without', async () => {
  expect((await sent(fapi, {})).location).toContain('error=invalid_request');
});

test('a service that does not support delegation is refused and told so, and it is recorded, a few times a minute', async () => {
  const { location } = await sent(closed, {});
  expect(Object.fromEntries(new URL(location ?? '').searchParams)).toMatchObject({
    error: 'access_denied',
    error_description: 'delegation_not_supported',
  });
  expect((await house.events())['use_refused']).toBe(1);
  for (let tries = 0; tries < 35; tries++) await sent(closed, {});
  expect((await house.events())['use_refused']).toBe(30);
});

test('a POST to the authorization endpoint is not served', async () => {
  expect(await asked(`${house.issuer}/authorize`, { method: 'POST', body: new URLSearchParams() })).toMatchObject({ status: 404 });
});

test('the Host header moves no address', async () => {
  const answer = await asked(`${house.issuer}/.well-known/openid-configuration`, {
    headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  });
  const addresses = Object.values(answer.body).filter((value) => typeof value === 'string' && value.startsWith('http'));
  expect(addresses.length).toBeGreaterThan(6);
  for (const address of addresses) expect(address).toMatch(new RegExp(`^${house.url}`));
});

test('a former session of somebody at the provider changes nothing', async () => {
  const browser = new Browser();
  browser.cookies.set('procura_op', 'x'.repeat(21));
  expect((await browser.request(service.request())).location).toContain('/interaction/');
});

test('no page outside ours may read the authorization endpoint', async () => {
  const { headers } = await asked(String(service.request()), { headers: { origin: 'https://evil.example' } });
  expect(headers.get('access-control-allow-origin')).toBeNull();
});

test('the hub is not led to a choice whose level it would refuse', async () => {
  expect((await sent(hub, { acr_values: 'eidas3' })).location).toContain('error=unmet_authentication_requirements');
  expect((await sent(hub, { acr_values: 'eidas3 eidas1' })).location).toContain('/interaction/');
  expect((await sent(service, { acr_values: 'eidas3' })).location).toContain('/interaction/');
});
