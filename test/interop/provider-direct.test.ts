import * as openid from 'openid-client';
import { openProviderHouse } from '../support/provider-house.ts';

const callback = 'https://service.example/callback';
const house = await openProviderHouse();
const helper = await house.world.helper();

test('a stock client with a secret and a code challenge gets in', async () => {
  const client = await house.world.client();
  await house.world.mandate({ helper, procedures: ['papiers', 'logement'] });
  const config = await openid.discovery(
    new URL(house.issuer),
    client.id,
    client.secret ?? '',
    openid.ClientSecretBasic(client.secret ?? ''),
    { execute: [openid.allowInsecureRequests] },
  );
  const verifier = openid.randomPKCECodeVerifier();
  const state = openid.randomState();
  const url = openid.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid identite_pivot',
    state,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const browser = await house.signedIn(helper);
  const list = await browser.open(url);
  expect(list.text).toContain('Joséphine');
  const person = /href="([^"]*\?person=[^"]*)"/.exec(list.text)?.[1] ?? '';
  const one = await browser.open(new URL(person, list.url));
  const there = await browser.submit(one, new URL(one.url).pathname, { until: (to) => to.startsWith(callback) });
  console.log(there.status, there.location, one.text.length);
  const tokens = await openid.authorizationCodeGrant(config, new URL(there.location ?? ''), {
    pkceCodeVerifier: verifier,
    expectedState: state,
  });
  console.log(tokens, tokens.claims());
  const userinfo = await openid.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
  console.log(userinfo, await house.events());
});
