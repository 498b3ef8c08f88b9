import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify } from 'jose';
import * as openid from 'openid-client';
import { atomically } from '../../src/db/database.ts';
import { minute } from '../../src/clock.ts';
import type { Client } from '../../src/provider/client.ts';
import { rotateSigningKeys } from '../../src/provider/keys.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { RelyingParty } from '../support/relying-party.ts';

const callback = 'https://service.example/callback';
const house = await openProviderHouse();
const { world } = house;
const helper = await world.helper();
await world.mandate({ helper, procedures: ['papiers', 'logement'] });
// eslint-disable-next-line @typescript-eslint/no-deprecated -- the house under test has no certificate
const plain = [openid.allowInsecureRequests];

const discover = (client: Client, metadata: Partial<openid.ClientMetadata> = {}, auth = openid.ClientSecretBasic(client.secret ?? '')) =>
  openid.discovery(new URL(house.issuer), client.id, metadata, auth, { execute: plain });

/** A stock client's way through: openid-client builds and checks, the helper chooses. */
async function signIn(
  config: openid.Configuration,
  client: Client,
  { pkce = true, parameters = {} }: { pkce?: boolean; parameters?: Record<string, string> } = {},
) {
  const [verifier, state, nonce] = [openid.randomPKCECodeVerifier(), openid.randomState(), openid.randomNonce()];
  const challenge = pkce && { code_challenge: await openid.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' };
  const url = openid.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid identite_pivot',
    state,
    nonce,
    ...challenge,
    ...parameters,
  });
  const browser = await house.signedIn(helper);
  const there = await new RelyingParty(house, client).chooseFrom(browser, await browser.open(url), 'logement');
  const tokens = await openid.authorizationCodeGrant(config, new URL(there.location ?? ''), {
    expectedState: state,
    expectedNonce: nonce,
    ...(pkce && { pkceCodeVerifier: verifier }),
  });
  const claims = tokens.claims();
  return { tokens, claims, userinfo: await openid.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '') };
}

const actor = {
  iss: house.issuer,
  sub: expect.stringMatching(/^[\w-]{43}$/),
  role: 'certified-helper',
  siret: helper.organisation.siret,
  organization_label: helper.organisation.name,
};
const pivot = {
  given_name: 'Joséphine',
  family_name: 'ST-PIERRE',
  birthdate: '1969-12-15',
  gender: 'female',
  birthplace: '70447',
  birthcountry: '99100',
};

test('a stock client with a secret and a code challenge learns who, by whom and under what', async () => {
  const client = await world.client();
  const { claims, userinfo, tokens } = await signIn(await discover(client), client);
  expect(claims).toMatchObject({
    ...{
      iss: house.issuer,
      aud: client.id,
      acr: `${house.url}/acr/helper-2fa`,
      amr: ['mfa'],
      txn: expect.stringMatching(/^u_/),
      act: actor,
    },
    [`${house.url}/claims/mandate`]: {
      ...{
        ref: expect.stringMatching(/^m_/),
        digest: expect.stringMatching(/^sha-256:[\w-]{43}$/),
        themes: ['urn:procura:theme:logement:1'],
      },
      ...{
        nbf: expect.any(Number),
        exp: expect.any(Number),
        principal_proof: { method: 'franceconnect', acr: 'eidas1', at: expect.any(Number) },
      },
    },
  });
  expect(claims).not.toHaveProperty('given_name');
  expect(userinfo).toEqual({ sub: claims?.sub, ...pivot, act: actor });
  expect(tokens.refresh_token).toBeUndefined();
});

test('a service that sees the helper first is told whom they represent', async () => {
  const client = await world.client({ delegationMode: 'aware-represents' });
  const { claims, userinfo } = await signIn(await discover(client), client);
  const { role, siret, organization_label } = actor;
  expect(claims).toMatchObject({ role, siret, represents: { iss: house.issuer, sub: expect.any(String) } });
  expect(claims).not.toHaveProperty('act');
  expect(userinfo).toEqual({
    sub: claims?.sub,
    role,
    siret,
    organization_label,
    represents: { iss: house.issuer, sub: expect.any(String), ...pivot },
  });
});

test('a stock confidential client without a code challenge gets in, registered so', async () => {
  const client = await world.client({ proof: 'nonce', authentication: 'client_secret_post' });
  const { userinfo } = await signIn(await discover(client, {}, openid.ClientSecretPost(client.secret ?? '')), client, { pkce: false });
  expect(userinfo).toMatchObject(pivot);
});

test.each(['ES256', 'RS256'] as const)('id_token and userinfo signed with %s', async (alg) => {
  const client = await world.client({ idTokenAlg: alg, userinfo: alg });
  const config = await discover(client, { id_token_signed_response_alg: alg, userinfo_signed_response_alg: alg });
  expect((await signIn(config, client)).userinfo).toMatchObject(pivot);
});

test('claims asked for one by one are told where they were asked for', async () => {
  const client = await world.client();
  const claims = JSON.stringify({ id_token: { given_name: null }, userinfo: { email: { essential: true }, phone_number: null } });
  const told = await signIn(await discover(client), client, { parameters: { scope: 'openid', claims } });
  expect(told.claims).toMatchObject({ given_name: 'Joséphine' });
  expect(told.userinfo).toEqual({ sub: told.claims?.sub, email: 'josephine@example.fr', act: actor });
});

test('a financial-grade client: pushed request, signed assertions, bound tokens, a mandated act', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const client = await world.client({
    authentication: 'private_key_jwt',
    jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' }] },
  });
  const config = await discover(
    client,
    {},
    openid.PrivateKeyJwt(
      { key: privateKey, kid: 'k1' },
      { [openid.modifyAssertion]: (_header, payload) => void (payload['aud'] = house.issuer) },
    ),
  );
  const DPoP = openid.getDPoPHandle(config, await openid.randomDPoPKeyPair('ES256'));
  const [verifier, state] = [openid.randomPKCECodeVerifier(), openid.randomState()];
  const act = { type: `${house.url}/rar/mandated-act/v1`, procedure: 'urn:procura:theme:logement:1', actions: ['read', 'submit'] };
  const pushed = await openid.buildAuthorizationUrlWithPAR(
    config,
    {
      redirect_uri: callback,
      scope: 'openid identite_pivot',
      state,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      authorization_details: JSON.stringify([act]),
    },
    { DPoP },
  );
  expect([...pushed.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
  const browser = await house.signedIn(helper);
  const there = await new RelyingParty(house, client).chooseFrom(browser, await browser.open(pushed));
  const tokens = await openid.authorizationCodeGrant(
    config,
    new URL(there.location ?? ''),
    { pkceCodeVerifier: verifier, expectedState: state },
    undefined,
    { DPoP },
  );
  expect(tokens.token_type).toBe('dpop');
  const granted = { ...act, mandate_ref: expect.stringMatching(/^m_/), mandate_exp: expect.any(Number) };
  expect(tokens['authorization_details']).toEqual([granted]);
  expect(await openid.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '', { DPoP })).toMatchObject({
    ...pivot,
    act: actor,
  });
  expect(await openid.tokenIntrospection(config, tokens.access_token)).toMatchObject({
    active: true,
    token_type: 'DPoP',
    cnf: { jkt: expect.any(String) },
    authorization_details: [{ ...granted, mandate_status: 'active' }],
  });
  const stolen = await fetch(`${house.issuer}/userinfo`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
  expect(stolen.status).toBe(401);
  const again = await browser.open(pushed, { until: (url) => url.startsWith(callback) });
  expect(again.location ?? again.text).toMatch(/invalid_request_uri|illisible/);
});

test('an assertion is accepted once', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const client = await world.client({
    authentication: 'private_key_jwt',
    jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1' }] },
  });
  const replay = (_header: unknown, payload: Record<string, unknown>) =>
    Object.assign(payload, { aud: house.issuer, jti: 'always-the-same' });
  const config = await discover(client, {}, openid.PrivateKeyJwt({ key: privateKey, kid: 'k1' }, { [openid.modifyAssertion]: replay }));
  await openid.tokenRevocation(config, 'x');
  await expect(openid.tokenRevocation(config, 'x')).rejects.toMatchObject({ error: 'invalid_client' });
});

test('introspection and revocation', async () => {
  const client = await world.client();
  const config = await discover(client);
  const { tokens, claims } = await signIn(config, client);
  expect(await openid.tokenIntrospection(config, tokens.access_token)).toMatchObject({
    active: true,
    sub: claims?.sub,
    act: actor,
    txn: claims?.['txn'],
  });
  await openid.tokenRevocation(config, tokens.access_token);
  expect(await openid.tokenIntrospection(config, tokens.access_token)).toEqual({ active: false });
});

test('logout started by the service', async () => {
  const client = await world.client();
  const config = await discover(client);
  const { tokens } = await signIn(config, client);
  const url = openid.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token ?? '',
    post_logout_redirect_uri: 'https://service.example/bye',
    state: 'x',
  });
  const browser = await house.signedIn(helper);
  expect((await browser.request(url)).location).toBe('https://service.example/bye?state=x');
});

test('keys are rotated without a restart: the next was published before, the former is published still', async () => {
  const client = await world.client();
  const config = await discover(client);
  const published = async () => ((await (await fetch(`${house.issuer}/jwks`)).json()) as { keys: { kid: string; d?: string }[] }).keys;
  const kidOf = (token = '') => (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
  const before = await published();
  const { tokens: old } = await signIn(config, client);
  await atomically(house, rotateSigningKeys);
  house.clock.forward(minute);
  const { tokens } = await signIn(config, client);
  const now = await published();
  expect(kidOf(tokens.id_token)).not.toBe(kidOf(old.id_token));
  expect(before.map(({ kid }) => kid)).toContain(kidOf(tokens.id_token));
  expect([before.length, now.length]).toEqual([4, 6]);
  expect(now.some((key) => 'd' in key)).toBe(false);
  const keys = createRemoteJWKSet(new URL(`${house.issuer}/jwks`));
  for (const token of [old.id_token, tokens.id_token]) await jwtVerify(token ?? '', keys, { issuer: house.issuer });
});

test('the hub’s status address answers', async () => {
  const answer = await fetch(`${house.url}/oidc`);
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
});
