import { decodeJwt, decodeProtectedHeader } from 'jose';
import { callbackFailure, hubFailure, hubLabels, keepsSingleSignOn } from '../../src/demo/hub-checks.ts';
import { discovery, exchangeCode, hubAuthorizationUrl, type HubOptions, newHubRequest } from '../../src/demo/hub-exchange.ts';
import type { Procedure } from '../../src/mandates/procedures.ts';
import type { PivotIdentity } from '../../src/people/person.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { RelyingParty } from '../support/relying-party.ts';
import { pivot } from '../support/stock-client.ts';
import { josephine } from '../support/world.ts';

const house = await openProviderHouse();
const { world } = house;
const redirectUri = 'https://auth.hub.example/api/v2/oidc-callback';
const endpoint = await discovery(house.issuer)();

type Signature = Pick<HubOptions, 'idTokenAlg' | 'userinfo'>;

async function hub({ idTokenAlg, userinfo }: Signature = { idTokenAlg: 'HS256', userinfo: 'HS256' }) {
  const facts = { dialect: 'hub', delegationMode: 'hub', procedures: [], authentication: 'client_secret_post' };
  const client = await world.client({ ...facts, idTokenAlg, userinfo, redirectUris: [redirectUri] });
  const options: HubOptions = { issuer: house.issuer, clientId: client.id, clientSecret: client.secret ?? '', idTokenAlg, userinfo };
  return { party: new RelyingParty(house, client), options };
}

async function helperWith(procedures: readonly Procedure[], identity = josephine) {
  const helper = await world.helper();
  await world.mandate({ helper, procedures, identity });
  return house.signedIn(helper);
}

/** One sign-in as the hub makes them: what its own checks say of it. */
async function signIn(
  { party, options }: Awaited<ReturnType<typeof hub>>,
  repScope: readonly string[] | null,
  browser?: Awaited<ReturnType<typeof helperWith>>,
) {
  const request = newHubRequest(repScope);
  const visitor = browser ?? (await helperWith(['logement', 'social']));
  const list = await visitor.open(hubAuthorizationUrl(endpoint('authorization_endpoint'), options, { ...request, redirectUri }));
  const there = await party.chooseFrom(visitor, list);
  const query = Object.fromEntries(new URL(there.location ?? '').searchParams);
  expect(callbackFailure(query, { ...request, issuer: house.issuer })).toBeNull();
  const exchange = await exchangeCode(endpoint, options, { code: query['code'] ?? '', redirectUri });
  if (!('idToken' in exchange)) throw new Error(exchange.detail);
  const failure = hubFailure(exchange, {
    issuer: house.issuer,
    clientId: options.clientId,
    nonce: request.nonce,
    repScope: repScope ?? [],
    at: new Date(),
  });
  return { ...exchange, failure };
}

test.each<Signature>([
  { idTokenAlg: 'HS256', userinfo: 'HS256' },
  { idTokenAlg: 'HS256', userinfo: 'json' },
  { idTokenAlg: 'ES256', userinfo: 'ES256' },
  { idTokenAlg: 'ES256', userinfo: 'json' },
])('the hub accepts a sign-in, signed as registered: %j', async (signature) => {
  const { failure, idToken, userinfo, tokens } = await signIn(await hub(signature), []);
  expect(failure).toBeNull();
  expect(decodeProtectedHeader(String(tokens['id_token']))).toMatchObject({ alg: signature.idTokenAlg });
  expect(idToken).toMatchObject({ acr: 'eidas1', amr: ['mfa'] });
  expect(userinfo).toMatchObject({ ...pivot, email: 'josephine@example.fr' });
});

test('the hub is told nothing of the helper or the mandate', async () => {
  const { idToken, userinfo } = await signIn(await hub(), []);
  expect(Object.keys(idToken).sort()).toEqual(['acr', 'amr', 'aud', 'auth_time', 'exp', 'iat', 'iss', 'nonce', 'rep_scope', 'sub']);
  for (const claim of ['act', 'represents', 'txn', 'siret', `${house.url}/claims/mandate`]) expect(userinfo).not.toHaveProperty([claim]);
});

const asked: readonly (readonly [name: string, values: readonly string[] | null, given: string[]])[] = [
  ['TA01: nothing asked', null, ['Logement']],
  ['TA02: an empty list', [], ['Logement']],
  ['TA03: one label that the mandate covers', ['Social-Santé'], ['Social-Santé']],
  ['TA04: several labels, one of which the mandate covers', ['Justice', 'Social-Santé', 'Loisirs-Sport-Culture'], ['Social-Santé']],
  ['our own codes', ['social'], ['Social-Santé']],
  ['a label in another Unicode form', ['Social-Santé'.normalize('NFD')], ['Social-Santé']],
  ['unknown values beside a known one', ['Astrologie', '', 'Logement'], ['Logement']],
  ['all ten labels', hubLabels, ['Logement']],
];

test.each(asked)('%s: one label comes back, byte for byte, and single sign-on goes on', async (_name, values, given) => {
  const { idToken } = await signIn(await hub(), values);
  expect(idToken['rep_scope']).toEqual(given);
  expect(keepsSingleSignOn(idToken)).toBe(true);
});

test('TA05–TA06: what no mandate covers is not offered, and the page says why', async () => {
  const { options } = await hub();
  const browser = await helperWith(['logement']);
  const page = await browser.open(
    hubAuthorizationUrl(endpoint('authorization_endpoint'), options, { ...newHubRequest(['Justice']), redirectUri }),
  );
  expect(page.text).toContain('Personne n’a donné à votre structure de mandat en cours pour cela');
  expect(page.text).not.toContain('Joséphine');
});

test('values that are all unknown: nothing can be offered, and the service hears access_denied', async () => {
  const { options } = await hub();
  const browser = await helperWith(['logement']);
  const page = await browser.open(
    hubAuthorizationUrl(endpoint('authorization_endpoint'), options, { ...newHubRequest(['Astrologie']), redirectUri }),
  );
  expect(page.text).toContain('ne demande aucune démarche');
  const there = await browser.submit(page, `${new URL(page.url).pathname}/abandonment`, { until: (url) => url.startsWith(redirectUri) });
  expect(there.location).toContain('error=access_denied');
});

test('TA07–TA13: the next service passes by us again, with a choice of its own', async () => {
  const first = await hub();
  const browser = await helperWith(['logement', 'social']);
  expect((await signIn(first, ['Logement'], browser)).idToken['rep_scope']).toEqual(['Logement']);
  expect((await signIn(first, ['Social-Santé'], browser)).idToken['rep_scope']).toEqual(['Social-Santé']);
});

test('the same person is the same to one hub, and another to another', async () => {
  const one = await hub();
  const browser = await helperWith(['logement']);
  const { idToken: first } = await signIn(one, [], browser);
  const { idToken: again } = await signIn(one, [], browser);
  const { idToken: elsewhere } = await signIn(await hub(), [], browser);
  expect(again['sub']).toBe(first['sub']);
  expect(elsewhere['sub']).not.toBe(first['sub']);
});

const { email: _none, ...nobodyCanWrite } = josephine;

test.each<[string, PivotIdentity, object]>([
  ['born on a day nobody knows', { ...josephine, birthdate: '1950-00-00' }, { birthdate: '1950-00-00' }],
  ['born abroad', { ...josephine, birthcountry: '99352', birthplace: '' }, { birthcountry: '99352', birthplace: '' }],
  ['without a mailbox', nobodyCanWrite, { email: expect.stringMatching(/^u-[0-9a-f]{32}@relay\.procura\.invalid$/) }],
  ['with a mailbox that is none', { ...josephine, email: 'josephine at example' }, { email: expect.stringMatching(/^u-/) }],
])('a person %s is accepted', async (who, identity, told) => {
  const { failure, userinfo } = await signIn(await hub(), [], await helperWith(['logement'], { ...identity, familyName: `Née ${who}` }));
  expect(failure).toBeNull();
  expect(userinfo).toMatchObject(told);
});

test('a signed userinfo says for whom it is, and by whom', async () => {
  const { party } = await hub({ idTokenAlg: 'ES256', userinfo: 'ES256' });
  const token = await party.accessToken(await helperWith(['logement']));
  const answer = await party.userinfo(token);
  expect(answer.headers.get('content-type')).toContain('application/jwt');
  expect(decodeJwt(answer.text)).toMatchObject({ iss: house.issuer, aud: party.client.id });
});
