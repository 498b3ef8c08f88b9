import { exportJWK, generateKeyPair } from 'jose';
import * as openid from 'openid-client';
import { openProviderHouse } from '../support/provider-house.ts';
import { RelyingParty } from '../support/relying-party.ts';
import { actorOf, callback, discover, pivot } from '../support/stock-client.ts';

const house = await openProviderHouse();
const { world } = house;
const helper = await world.helper();
await world.mandate({ helper, procedures: ['papiers', 'logement'] });
const actor = actorOf(house, helper);

test('a financial-grade client: pushed request, signed assertions, bound tokens, a mandated act', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const client = await world.client({
    authentication: 'private_key_jwt',
    jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' }] },
  });
  const config = await discover(house, client, {
    auth: openid.PrivateKeyJwt(
      { key: privateKey, kid: 'k1' },
      { [openid.modifyAssertion]: (_header, payload) => void (payload['aud'] = house.issuer) },
    ),
  });
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
  const config = await discover(house, client, {
    auth: openid.PrivateKeyJwt({ key: privateKey, kid: 'k1' }, { [openid.modifyAssertion]: replay }),
  });
  await openid.tokenRevocation(config, 'x');
  await expect(openid.tokenRevocation(config, 'x')).rejects.toMatchObject({ error: 'invalid_client' });
});
