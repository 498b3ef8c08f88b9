import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';
import { scopeClaims } from '../../../src/provider/claims.ts';
import { answer } from './child.ts';
import { benchClients, redirectUri } from './clients.ts';
import { readMeter } from './meter.ts';

const identity = {
  ...{ given_name: 'Joséphine', family_name: 'ST-PIERRE', birthdate: '1969-12-15', gender: 'female' },
  ...{ birthplace: '70447', birthcountry: '99100', email: 'josephine@example.fr' },
};

const names = Object.fromEntries(Object.entries(scopeClaims).map(([scope, claims]) => [scope, [...claims]]));

/** The library alone: in memory, the same clients, keys, lifetimes and claims, nobody to choose and nothing to record. */
async function startBare(port: number): Promise<void> {
  const url = `http://127.0.0.1:${port}`;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const provider = new Provider(`${url}/oidc`, {
    clients: benchClients.map((client) => ({
      ...{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri], response_types: ['code'] },
      ...{ grant_types: ['authorization_code'], token_endpoint_auth_method: client.authentication },
      ...{ id_token_signed_response_alg: 'ES256', subject_type: 'pairwise' },
    })),
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig' }] },
    ...likeOurs,
  });
  const callback = provider.callback();
  const server = createServer((req, res) => {
    if (req.url?.startsWith('/interaction/')) return void finish(provider, req, res);
    req.url = req.url?.replace(/^\/oidc/, '');
    Object.assign(req, { originalUrl: `/oidc${req.url ?? ''}` }); // how Koa knows where it is mounted
    void callback(req, res);
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
}

const likeOurs: Configuration = {
  routes: { authorization: '/authorize', token: '/token', userinfo: '/userinfo' },
  acrValues: ['eidas1'],
  scopes: ['openid', ...Object.keys(names)],
  claims: { openid: ['sub', 'acr', 'rep_scope'], ...names },
  subjectTypes: ['pairwise'],
  pairwiseIdentifier: (_ctx, accountId) => accountId,
  findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId, rep_scope: ['Logement'], ...identity }) }),
  pkce: { required: (_ctx, client) => client.clientId === 'bench-direct' },
  interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
  ttl: { AuthorizationCode: 30, AccessToken: 300, IdToken: 300, Interaction: 1_800, Session: 60, Grant: 300 },
  features: { devInteractions: { enabled: false }, claimsParameter: { enabled: true } },
};

/** Says yes at once, as whoever it is. */
async function finish(provider: Provider, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { params } = await provider.interactionDetails(req, res);
  const grant = new provider.Grant({ accountId: 'somebody', clientId: String(params['client_id']) });
  grant.addOIDCScope(String(params['scope']));
  grant.addOIDCClaims(['rep_scope']);
  const consent = { grantId: await grant.save() };
  await provider.interactionFinished(req, res, { login: { accountId: 'somebody', acr: 'eidas1' }, consent });
}

answer({ serve: startBare, meter: readMeter });
