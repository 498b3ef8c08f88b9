import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type AdapterFactory, type Configuration } from 'oidc-provider';
import { scopeClaims } from '../../../src/provider/claims.ts';
import { openDurableAdapter } from './bare-adapter.ts';
import { answer } from './child.ts';
import { benchClients, redirectUri } from './clients.ts';
import { countRoundTrips, readMeter } from './meter.ts';

const identity = {
  ...{ given_name: 'Joséphine', family_name: 'ST-PIERRE', birthdate: '1969-12-15', gender: 'female' },
  ...{ birthplace: '70447', birthcountry: '99100', email: 'josephine@example.fr' },
};

const names = Object.fromEntries(Object.entries(scopeClaims).map(([scope, claims]) => [scope, [...claims]]));

interface Serving {
  readonly port: number;
  /** Its storage on the database of the environment, as durable as ours; else the library's own, in memory. */
  readonly durable: boolean;
}

/** The library alone: the same clients, keys, lifetimes and claims; one page with one button to sign in and consent, nothing recorded. */
async function startBare({ port, durable }: Serving): Promise<void> {
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
    ...(durable && { adapter: await durableAdapter() }),
  });
  const callback = provider.callback();
  const server = createServer((req, res) => {
    if (req.url?.startsWith('/interaction/')) return void interact(provider, req, res);
    req.url = req.url?.replace(/^\/oidc/, '');
    Object.assign(req, { originalUrl: `/oidc${req.url ?? ''}` }); // how Koa knows where it is mounted
    void callback(req, res);
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
}

function durableAdapter(): Promise<AdapterFactory> {
  countRoundTrips();
  return openDurableAdapter();
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

/** The least a provider shows before it gives a code: who asks for what, and a button. Pressing it signs in and consents at once. */
async function interact(provider: Provider, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { params, uid } = await provider.interactionDetails(req, res);
  if (req.method === 'GET') {
    res.setHeader('content-type', 'text/html; charset=utf-8').end(page(uid, String(params['client_id']), String(params['scope'])));
    return;
  }
  const accountId = new URLSearchParams(await text(req)).get('account') ?? '';
  const grant = new provider.Grant({ accountId, clientId: String(params['client_id']) });
  grant.addOIDCScope(String(params['scope']));
  grant.addOIDCClaims(['rep_scope']);
  const consent = { grantId: await grant.save() };
  await provider.interactionFinished(req, res, { login: { accountId, acr: 'eidas1' }, consent });
}

function page(uid: string, client: string, scope: string): string {
  return `<!doctype html><title>Sign in</title><h1>${client} asks for ${scope}</h1>
    <form method="post" action="/interaction/${uid}"><input name="account" value="somebody"><button>Continue</button></form>`;
}

answer({ serve: startBare, meter: readMeter });
