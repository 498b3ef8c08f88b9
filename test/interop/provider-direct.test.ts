import * as openid from 'openid-client';
import { openProviderHouse } from '../support/provider-house.ts';
import { actorOf, discover, pivot, signIn } from '../support/stock-client.ts';

const house = await openProviderHouse();
const { world } = house;
const helper = await world.helper();
await world.mandate({ helper, procedures: ['papiers', 'logement'] });
const actor = actorOf(house, helper);

test('a stock client with a secret and a code challenge learns who, by whom and under what', async () => {
  const client = await world.client();
  const { claims, userinfo, tokens } = await signIn(house, { helper, client, config: await discover(house, client) });
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
  const { claims, userinfo } = await signIn(house, { helper, client, config: await discover(house, client) });
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
  const config = await discover(house, client, { auth: openid.ClientSecretPost(client.secret ?? '') });
  const { userinfo } = await signIn(house, { helper, client, config, pkce: false });
  expect(userinfo).toMatchObject(pivot);
});

test.each(['ES256', 'RS256'] as const)('id_token and userinfo signed with %s', async (alg) => {
  const client = await world.client({ idTokenAlg: alg, userinfo: alg });
  const config = await discover(house, client, { metadata: { id_token_signed_response_alg: alg, userinfo_signed_response_alg: alg } });
  expect((await signIn(house, { helper, client, config })).userinfo).toMatchObject(pivot);
});

test('claims asked for one by one are told where they were asked for', async () => {
  const client = await world.client();
  const claims = JSON.stringify({ id_token: { given_name: null }, userinfo: { email: { essential: true }, phone_number: null } });
  const told = await signIn(house, { helper, client, config: await discover(house, client), parameters: { scope: 'openid', claims } });
  expect(told.claims).toMatchObject({ given_name: 'Joséphine' });
  expect(told.userinfo).toEqual({ sub: told.claims?.sub, email: 'josephine@example.fr', act: actor });
});

test('introspection and revocation', async () => {
  const client = await world.client();
  const config = await discover(house, client);
  const { tokens, claims } = await signIn(house, { helper, client, config });
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
  const config = await discover(house, client);
  const { tokens } = await signIn(house, { helper, client, config });
  const url = openid.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token ?? '',
    post_logout_redirect_uri: 'https://service.example/bye',
    state: 'x',
  });
  const browser = await house.signedIn(helper);
  expect((await browser.request(url)).location).toBe('https://service.example/bye?state=x');
});

test('the hub’s status address answers', async () => {
  const answer = await fetch(`${house.url}/oidc`);
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
});
