import { openProviderHouse } from '../support/provider-house.ts';
import { asked, type Changes, RelyingParty } from '../support/relying-party.ts';
import { Browser } from '../support/browser.ts';

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

const neverRedirected: readonly (readonly [what: string, changes: Changes, says: string])[] = [
  ['no client', { client_id: null }, 'Demande du service illisible'],
  ['a client nobody knows', { client_id: 'nobody' }, 'Service inconnu'],
  ['a client whose name is an injection', { client_id: "x' or '1'='1" }, 'Service inconnu'],
  ['no redirect_uri', { redirect_uri: null }, 'Demande du service illisible'],
  ['another origin', { redirect_uri: 'https://evil.example/callback' }, 'Adresse de retour inconnue'],
  ['another path', { redirect_uri: 'https://service.example/callback/more' }, 'Adresse de retour inconnue'],
  ['one character less', { redirect_uri: 'https://service.example/callbac' }, 'Adresse de retour inconnue'],
  ['one slash more', { redirect_uri: 'https://service.example/callback/' }, 'Adresse de retour inconnue'],
  ['a query added', { redirect_uri: 'https://service.example/callback?x=1' }, 'Adresse de retour inconnue'],
  ['a fragment added', { redirect_uri: 'https://service.example/callback#x' }, 'Adresse de retour inconnue'],
  ['another case', { redirect_uri: 'https://SERVICE.example/callback' }, 'Adresse de retour inconnue'],
  ['another scheme', { redirect_uri: 'http://service.example/callback' }, 'Adresse de retour inconnue'],
  ['a port added', { redirect_uri: 'https://service.example:443/callback' }, 'Adresse de retour inconnue'],
  ['a user before the host', { redirect_uri: 'https://service.example@evil.example/callback' }, 'Adresse de retour inconnue'],
  ['a path that climbs', { redirect_uri: 'https://service.example/x/../callback' }, 'Adresse de retour inconnue'],
  ['javascript', { redirect_uri: 'javascript:alert(1)' }, 'Adresse de retour inconnue'],
  ['another client’s address', { redirect_uri: 'https://hub.example/api/v2/oidc-callback' }, 'Adresse de retour inconnue'],
];

test.each(neverRedirected)('%s: a page in plain words, and nobody is redirected', async (_what, changes, says) => {
  const { status, location, text, headers } = await sent(service, changes);
  expect({ status, location }).toEqual({ status: 400, location: null });
  expect(text).toContain(says);
  expect(text).toContain('<html lang="fr"');
  expect(headers.get('content-security-policy')).toContain("form-action 'self'");
});

const refused: readonly (readonly [what: string, changes: Changes, error: string])[] = [
  ['no response_type', { response_type: null }, 'invalid_request'],
  ['an implicit flow', { response_type: 'id_token' }, 'unsupported_response_type'],
  ['a hybrid flow', { response_type: 'code id_token' }, 'unsupported_response_type'],
  ['no scope', { scope: null }, 'invalid_request'],
  ['a scope without openid', { scope: 'identite_pivot' }, 'invalid_request'],
  ['no code challenge', { code_challenge: null, code_challenge_method: null }, 'invalid_request'],
  ['a challenge without its method', { code_challenge_method: null }, 'invalid_request'],
  ['the plain method', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['a challenge that is none', { code_challenge: 'short' }, 'invalid_request'],
  ['prompt=none', { prompt: 'none' }, 'login_required'],
  ['two prompts that exclude each other', { prompt: 'none login' }, 'invalid_request'],
  ['an unknown prompt', { prompt: 'dance' }, 'invalid_request'],
  ['a request object', { request: 'e30.e30.' }, 'request_not_supported'],
  ['a request by reference', { request_uri: 'https://service.example/request.jwt' }, 'request_uri_not_supported'],
  ['a pushed request nobody pushed', { request_uri: 'urn:ietf:params:oauth:request_uri:nothing' }, 'invalid_request_uri'],
  ['claims that are not JSON', { claims: '{' }, 'invalid_request'],
  ['claims that are a list', { claims: '[]' }, 'invalid_request'],
  ['claims of nothing', { claims: '{}' }, 'invalid_request'],
  ['claims with a number for a member', { claims: '{"id_token":{"rep_scope":1}}' }, 'invalid_request'],
  ['rep_scope values that are no list', { claims: '{"id_token":{"rep_scope":{"values":"Logement"}}}' }, 'invalid_request'],
  ['rep_scope values that are no words', { claims: '{"id_token":{"rep_scope":{"values":[1,null]}}}' }, 'invalid_request'],
  [
    'an essential level we do not give',
    { claims: '{"id_token":{"acr":{"essential":true,"values":["eidas3"]}}}' },
    'unmet_authentication_requirements',
  ],
  ['an id_token_hint that is none', { id_token_hint: 'not.a.token' }, 'invalid_request'],
  ['an unsigned id_token_hint', { id_token_hint: `${b64({ alg: 'none' })}.${b64({ sub: 'x', aud: 'x', iss: 'x' })}.` }, 'invalid_request'],
  ['a negative max_age', { max_age: '-1' }, 'invalid_request'],
  ['authorization_details that are not JSON', { authorization_details: 'x' }, 'invalid_authorization_details'],
  [
    'authorization_details of another type',
    { authorization_details: JSON.stringify([{ type: 'payment' }]) },
    'invalid_authorization_details',
  ],
  [
    'a mandated act without a procedure',
    { authorization_details: JSON.stringify([{ type: 'mandated-act' }]) },
    'invalid_authorization_details',
  ],
  [
    'a mandated act of an unknown procedure',
    { authorization_details: JSON.stringify([{ type: 'mandated-act', procedure: 'divorce' }]) },
    'invalid_authorization_details',
  ],
  [
    'a mandated act with a field we do not know',
    { authorization_details: JSON.stringify([{ type: 'mandated-act', procedure: 'logement', amount: 3 }]) },
    'invalid_authorization_details',
  ],
  [
    'actions that are no list',
    { authorization_details: JSON.stringify([{ type: 'mandated-act', procedure: 'logement', actions: 'read' }]) },
    'invalid_authorization_details',
  ],
  ['another resource', { resource: 'https://api.example' }, 'invalid_target'],
];

test.each(refused)('%s goes back to the service as an error, with state and issuer', async (_what, changes, error) => {
  const { status, location } = await sent(service, changes);
  const { search, hash } = new URL(location ?? 'about:blank');
  const back = Object.fromEntries(new URLSearchParams(search || hash.slice(1)));
  expect({ status, ...back }).toMatchObject({ status: 303, error, state: 's'.repeat(64), iss: house.issuer });
  expect(back).not.toHaveProperty('code');
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

function b64(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
