import * as openid from 'openid-client';
import type { Client } from '../../src/provider/client.ts';
import type { ProviderHouse } from './provider-house.ts';
import { RelyingParty } from './relying-party.ts';
import type { TestHelper } from './world.ts';

/** Where the services of the tests are. */
export const callback = 'https://service.example/callback';

/** What Joséphine's identity is in the words of the protocol. */
export const pivot = {
  ...{ given_name: 'Joséphine', family_name: 'ST-PIERRE', birthdate: '1969-12-15', gender: 'female' },
  ...{ birthplace: '70447', birthcountry: '99100' },
};

/** How a helper is told to a service. */
export function actorOf({ issuer }: ProviderHouse, { organisation }: TestHelper) {
  const place = { role: 'certified-helper', siret: organisation.siret, organization_label: organisation.name };
  return { iss: issuer, sub: expect.stringMatching(/^[\w-]{43}$/) as string, ...place };
}

/** openid-client, configured by discovery as any service would. */
export function discover(
  { issuer }: ProviderHouse,
  { id, secret }: Client,
  {
    metadata = {},
    auth = openid.ClientSecretBasic(secret ?? ''),
  }: { metadata?: Partial<openid.ClientMetadata>; auth?: openid.ClientAuth } = {},
): Promise<openid.Configuration> {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the house under test has no certificate
  return openid.discovery(new URL(issuer), id, metadata, auth, { execute: [openid.allowInsecureRequests] });
}

interface SignIn {
  readonly helper: TestHelper;
  readonly client: Client;
  readonly config: openid.Configuration;
  readonly pkce?: boolean;
  readonly parameters?: Record<string, string>;
}

/** A stock client's way through: openid-client builds and checks, the helper chooses housing. */
export async function signIn(house: ProviderHouse, { helper, client, config, pkce = true, parameters = {} }: SignIn) {
  const [verifier, expectedState, expectedNonce] = [openid.randomPKCECodeVerifier(), openid.randomState(), openid.randomNonce()];
  const challenge = pkce && { code_challenge: await openid.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' };
  const request = { redirect_uri: callback, scope: 'openid identite_pivot', state: expectedState, nonce: expectedNonce };
  const url = openid.buildAuthorizationUrl(config, { ...request, ...challenge, ...parameters });
  const browser = await house.signedIn(helper);
  const there = await new RelyingParty(house, client).chooseFrom(browser, await browser.open(url), 'logement');
  const checks = { expectedState, expectedNonce, ...(pkce && { pkceCodeVerifier: verifier }) };
  const tokens = await openid.authorizationCodeGrant(config, new URL(there.location ?? ''), checks);
  const claims = tokens.claims();
  return { tokens, claims, userinfo: await openid.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '') };
}
