import { exportJWK } from 'jose';
import { BoundParty, type Lie, newKeys, printOf } from '../support/bound-party.ts';
import { openProviderHouse } from '../support/provider-house.ts';

const house = await openProviderHouse();
const helper = await house.world.helper();
await house.world.mandate({ helper, procedures: ['social'] });
const service = await BoundParty.open(house);
const other = await BoundParty.open(house);
const stranger = await newKeys();
const strangersJwk = await exportJWK(stranger.publicKey);
const publicText = await service.publicText();
const long = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

test('an honest service pushes its request, and its tokens serve whoever holds its key', async () => {
  const browser = await house.signedIn(helper);
  const { body } = await service.token(await service.bring(browser));
  const token = String(body['access_token']);
  const proof = await service.proof('GET', '/userinfo', { claims: { ath: printOf(token) } });
  expect((await service.userinfo(token, proof)).body).toMatchObject({ family_name: expect.any(String) });
});

const assertions: readonly (readonly [string, Lie])[] = [
  ['signed by somebody else', { key: stranger.privateKey }],
  ['that is not signed', { unsigned: true }],
  ['signed with the public key, taken for a secret', { header: { alg: 'HS256' }, key: publicText }],
  ['meant for another provider', { claims: { aud: 'https://other.example' } }],
  ['that is over', { claims: { exp: long(-60) } }],
  ['in another’s name', { claims: { sub: other.party.client.id } }],
  ['by another issuer', { claims: { iss: other.party.client.id } }],
  ['without a number of its own', { claims: { jti: undefined } }],
];
test.each(assertions)('nobody pushes a request with an assertion %s', async (_, lie) => {
  const { status, body } = await service.push(lie);
  expect([400, 401]).toContain(status);
  expect(body).not.toHaveProperty('request_uri');
});

test('a request that another service pushed leads nowhere', async () => {
  const address = await service.address();
  address.searchParams.set('client_id', other.party.client.id);
  const browser = await house.signedIn(helper);
  const shown = await browser.open(address, { until: (url) => url.includes('error=') });
  expect(shown.location ?? shown.text).toMatch(/error=invalid_request|illisible/);
});

const proofs: readonly (readonly [string, Lie])[] = [
  ['of another key than its own', { key: stranger.privateKey }],
  ['that is not signed', { unsigned: true }],
  ['signed with a secret', { header: { alg: 'HS256' }, key: publicText }],
  ['for another address', { claims: { htu: `${house.issuer}/userinfo` } }],
  ['for another method', { claims: { htm: 'GET' } }],
  ['of an hour ago', { claims: { iat: long(-3_600) } }],
  ['of another type', { header: { typ: 'JWT' } }],
];
test.each(proofs)('no token is given against a proof %s', async (_, lie) => {
  const brought = await service.bring(await house.signedIn(helper));
  const { status, body } = await service.token(brought, await service.proof('POST', '/token', lie));
  expect([400, 401]).toContain(status);
  expect(body).not.toHaveProperty('access_token');
});

test('no token is given without a proof', async () => {
  const { body } = await service.token(await service.bring(await house.signedIn(helper)), '');
  expect(body).toMatchObject({ error: expect.any(String) });
  expect(body).not.toHaveProperty('access_token');
});

describe('a stolen token serves nobody', () => {
  let token = '';
  beforeAll(async () => {
    const { body } = await service.token(await service.bring(await house.signedIn(helper)));
    token = String(body['access_token']);
  });

  test.each<readonly [string, () => Lie]>([
    ['with a proof of one’s own key', () => ({ header: { jwk: strangersJwk }, key: stranger.privateKey })],
    ['with a proof that names no token', () => ({ claims: { ath: undefined } })],
    ['with a proof for another token', () => ({ claims: { ath: printOf('another') } })],
    ['with a proof for the token endpoint', () => ({ claims: { htu: `${house.issuer}/token` } })],
  ])('%s', async (_, lie) => {
    const { claims, ...changed } = lie();
    const proof = await service.proof('GET', '/userinfo', { ...changed, claims: { ath: printOf(token), ...claims } });
    expect((await service.userinfo(token, proof)).status).toBe(401);
  });

  test('with a proof that was seen before', async () => {
    const proof = await service.proof('GET', '/userinfo', { claims: { ath: printOf(token) } });
    expect((await service.userinfo(token, proof)).status).toBe(200);
    expect((await service.userinfo(token, proof)).status).toBe(401);
  });
});
