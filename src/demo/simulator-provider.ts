import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { interactionPolicy, type ClientMetadata, type Configuration, type JWKS, type KoaContextWithOIDC } from 'oidc-provider';
import { messagePage } from '../../views/demo/message.tsx';
import { memoryAdapter } from './memory-adapter.ts';
import type { SimulatorAccount, SimulatorClient, SimulatorManners } from './simulator.ts';
import { logoutAtOnce, logoutPages } from './simulator-logout.ts';

interface Setup {
  readonly issuer: string;
  readonly clients: readonly SimulatorClient[];
}

const routes = {
  authorization: '/authorize',
  token: '/token',
  userinfo: '/userinfo',
  jwks: '/jwks',
  end_session: '/session/end',
  introspection: '/token/introspection',
  revocation: '/token/revocation',
};

/** The library, configured as the two French providers are: ES256, codes of 30 s, tokens of 60 s, no consent page. */
export async function simulatorProvider(manners: SimulatorManners, { issuer, clients }: Setup): Promise<Provider> {
  const provider = new Provider(issuer, {
    adapter: memoryAdapter(),
    clients: clients.map((client) => registration(client, manners)),
    jwks: await signingKeys(),
    routes,
    ...signIn(manners),
    ...whatIsSaid(manners),
    cookies: cookies(manners.cookiePrefix),
    pkce: { required: () => false },
    allowOmittingSingleRegisteredRedirectUri: false,
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_post', 'private_key_jwt'],
    features: features(manners.name),
    ttl: { ...ttl, Session: manners.sessionSeconds },
    renderError: (ctx, { error, error_description }) => showError(ctx, manners.name, [error, error_description ?? '']),
  });
  provider.use(logoutAtOnce);
  return provider;
}

function features(name: string): NonNullable<Configuration['features']> {
  return {
    claimsParameter: { enabled: true },
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    introspection: { enabled: true, allowedPolicy: () => true },
    jwtUserinfo: { enabled: true },
    revocation: { enabled: true },
    rpInitiatedLogout: { enabled: true, ...logoutPages(name) },
  };
}

const ttl = { AuthorizationCode: 30, AccessToken: 60, IdToken: 60, Interaction: 1_800, Grant: 1_800 };

function registration(client: SimulatorClient, manners: SimulatorManners): ClientMetadata {
  return {
    client_id: client.clientId,
    client_secret: client.clientSecret,
    redirect_uris: [...client.redirectUris],
    post_logout_redirect_uris: [...client.postLogoutRedirectUris],
    token_endpoint_auth_method: 'client_secret_post',
    id_token_signed_response_alg: 'ES256',
    subject_type: manners.pairwiseIdentifier ? 'pairwise' : 'public',
    ...((client.userinfo ?? manners.userinfo) === 'jwt' && { userinfo_signed_response_alg: 'ES256' as const }),
  };
}

async function signingKeys(): Promise<JWKS> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const { kty, crv, x, y, d } = await exportJWK(privateKey);
  if (kty !== 'EC' || crv === undefined || x === undefined || y === undefined || d === undefined) throw new Error('Not an EC key');
  return { keys: [{ kty, crv, x, y, d, alg: 'ES256', use: 'sig', kid: randomBytes(8).toString('hex') }] };
}

/** A page asks who it is; whoever signed in is taken to have consented to what was asked. */
function signIn(manners: SimulatorManners): Configuration {
  const policy = interactionPolicy.base();
  const isRefused = (ctx: KoaContextWithOIDC) => {
    manners.checkRequest(ctx);
    return interactionPolicy.Check.NO_NEED_TO_PROMPT;
  };
  policy.get('login')?.checks.add(new interactionPolicy.Check('request_rules', 'the request breaks a rule', isRefused), 0);
  return {
    interactions: { policy, url: (_ctx, { uid }) => `/connexion/${uid}` },
    loadExistingGrant: async (ctx) => {
      const { provider, session, client, requestParamScopes, requestParamClaims } = ctx.oidc;
      if (!session?.accountId || !client) return undefined;
      const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
      grant.addOIDCScope([...requestParamScopes].join(' '));
      grant.addOIDCClaims([...requestParamClaims]);
      await grant.save();
      return grant;
    },
  };
}

function whatIsSaid(manners: SimulatorManners): Configuration {
  const accounts = new Map(manners.accounts.map((account) => [account.accountId, account]));
  const scopes = Object.entries(manners.claimsOfScopes).map(([scope, claims]) => [scope, [...claims]] as const);
  return {
    acrValues: [...manners.acrValues],
    claims: { acr: null, amr: null, auth_time: null, iss: null, sid: null, openid: ['sub'], ...Object.fromEntries(scopes) },
    scopes: ['openid', ...Object.keys(manners.claimsOfScopes)],
    subjectTypes: [manners.pairwiseIdentifier ? 'pairwise' : 'public'],
    ...(manners.pairwiseIdentifier && { pairwiseIdentifier: manners.pairwiseIdentifier }),
    enabledJWA: { idTokenSigningAlgValues: ['ES256', 'HS256'], userinfoSigningAlgValues: ['ES256', 'HS256'] },
    findAccount: (_ctx, accountId) => claimsOf(accounts.get(accountId)),
  };
}

function claimsOf(account: SimulatorAccount | undefined) {
  return account && { accountId: account.accountId, claims: () => ({ ...account.claims, sub: account.accountId }) };
}

function cookies(prefix: string): NonNullable<Configuration['cookies']> {
  const kept = { signed: true, httpOnly: true, sameSite: 'lax' } as const;
  return {
    names: { session: `${prefix}_session`, interaction: `${prefix}_interaction`, resume: `${prefix}_resume` },
    keys: [randomBytes(32).toString('hex')],
    long: kept,
    short: kept,
  };
}

function showError(ctx: KoaContextWithOIDC, service: string, words: readonly string[]): void {
  ctx.type = 'html';
  ctx.body = messagePage({ service, title: 'Cette demande ne peut pas aboutir', lines: words, links: [] });
}
