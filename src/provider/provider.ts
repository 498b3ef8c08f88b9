import Provider, { type Client, type Configuration, errors, type JWKS, type KoaContextWithOIDC } from 'oidc-provider';
import { minute, second } from '../clock.ts';
import type { Logger } from '../http/request-log.ts';
import { adapterFor, type AdapterNeeds, isFirstShowing } from './adapter.ts';
import { type ClaimsNeeds, delegation, epoch, issuerOf, mandateClaim, scopeClaims } from './claims.ts';
import { acrOf } from './client.ts';
import { errorPages, signedOutPage } from './error-pages.ts';
import { grantOf } from './grants.ts';
import { signingAlgorithms } from './keys.ts';
import { addManners } from './manners.ts';
import { richRequests } from './mandated-act.ts';
import { subjectOf } from './pairwise.ts';
import { checkClaims, promptPolicy } from './request-rules.ts';
import { accountFinder, isStillAllowed, toldTo } from './subject.ts';

export interface LibraryNeeds extends AdapterNeeds, ClaimsNeeds {
  readonly log: Logger;
  /** Hosts on a private network that clients may publish their keys at. */
  readonly privateNetworkClients: readonly string[];
}

/** An interaction lasts no longer than this, however lively. */
export const interactionLifetime = 30 * minute;

export const interactionCookie = 'procura_interaction';

/** The library, configured: two dialects side by side, no session between clients, the decision at every door. */
export function openProvider(needs: LibraryNeeds, keys: JWKS): Provider {
  const issuer = issuerOf(needs);
  const provider = new Provider(issuer, {
    adapter: adapterFor(needs),
    jwks: keys,
    routes,
    ...signatures,
    ...whoComes(needs),
    ...whatIsTold(needs),
    ...whatLasts(needs),
    cookies: { names: { session: 'procura_op', interaction: interactionCookie, resume: 'procura_resume' }, long: cookie, short: cookie },
    features: features(needs),
    renderError: errorPages(needs.log),
  });
  // Addresses as configured, whatever the Host header says.
  provider.OIDCContext.prototype.urlFor = (name, options) => provider.urlFor(name, options);
  provider.ReplayDetection.unique = (client, jti, exp) => isFirstShowing(needs, { of: `${client}\0${jti}`, until: exp });
  addManners(provider, needs);
  return provider;
}

const routes = {
  authorization: '/authorize',
  token: '/token',
  userinfo: '/userinfo',
  jwks: '/jwks',
  pushed_authorization_request: '/par',
  introspection: '/introspection',
  revocation: '/revocation',
  end_session: '/logout',
};

const cookie = { httpOnly: true, sameSite: 'lax' } as const;

const asymmetric = [...signingAlgorithms];

const signatures: Configuration = {
  clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
  clientDefaults: { grant_types: ['authorization_code'], response_types: ['code'], id_token_signed_response_alg: 'ES256' },
  enabledJWA: {
    clientAuthSigningAlgValues: ['ES256', 'PS256', 'EdDSA', 'Ed25519'],
    dPoPSigningAlgValues: ['ES256', 'EdDSA', 'Ed25519'],
    idTokenSigningAlgValues: [...asymmetric, 'HS256'],
    userinfoSigningAlgValues: [...asymmetric, 'HS256'],
  },
};

/** Who may ask, and how a request proves itself. */
function whoComes(needs: LibraryNeeds): Configuration {
  return {
    responseTypes: ['code'],
    allowOmittingSingleRegisteredRedirectUri: false,
    extraClientMetadata: { properties: ['dialect', 'proof'] },
    pkce: { required: (_ctx, client) => Reflect.get(client, 'proof') !== 'nonce' },
    clientBasedCORS: () => false,
    interactions: { policy: promptPolicy(needs), url: (_ctx, { uid }) => `/interaction/${uid}` },
    loadExistingGrant: grantOf,
    fetch: (url, options) => fetch(url, withinReach(needs, url) ? unguarded(options) : options),
  };
}

/** What a client is told, of whom. */
function whatIsTold(needs: LibraryNeeds): Configuration {
  return {
    acrValues: [acrOf({ dialect: 'hub' }, needs.publicUrl), acrOf({ dialect: 'direct' }, needs.publicUrl)],
    scopes: ['openid', ...Object.keys(scopeClaims)],
    claims: {
      // What is released is decided claim by claim in claims.ts: the library only lets these names through.
      openid: [
        'sub',
        'acr',
        'amr',
        'auth_time',
        'act',
        'represents',
        'txn',
        'rep_scope',
        'role',
        'siret',
        'organization_label',
        mandateClaim(needs.publicUrl),
        ...pivotNames,
      ],
      ...Object.fromEntries(Object.entries(scopeClaims).map(([scope, names]) => [scope, [...names]])),
    },
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_ctx, accountId) => subjectOf(accountId),
    findAccount: accountFinder(needs),
    extraTokenClaims: (ctx) => extraClaims(needs, ctx),
  };
}

const pivotNames = [...new Set(Object.values(scopeClaims).flat())];

/** Codes of 30 s; tokens of 5 min that never outlive the mandate; nothing to refresh. */
function whatLasts(needs: LibraryNeeds): Configuration {
  return {
    expiresWithSession: () => false,
    ttl: {
      AuthorizationCode: 30,
      AccessToken: (ctx) => tokenLifetime(ctx),
      IdToken: 300,
      Interaction: interactionLifetime / second,
      Session: 60,
      Grant: 300,
    },
    discovery: { service_documentation: needs.publicUrl, ui_locales_supported: ['fr', 'en'] },
  };
}

function features(needs: LibraryNeeds): NonNullable<Configuration['features']> {
  const resource = `${issuerOf(needs)}/userinfo`;
  return {
    devInteractions: { enabled: false },
    claimsParameter: { enabled: true, assertClaimsParameter: (ctx, claims) => checkClaims(needs, ctx, claims) },
    pushedAuthorizationRequests: { enabled: true },
    dPoP: { enabled: true },
    fapi: { enabled: true, profile: (_ctx, client) => (isFapi(client) ? '2.0' : undefined) },
    introspection: {
      enabled: true,
      allowedPolicy: (ctx, client, token) => 'accountId' in token && isOwn(client, token) && isStillAllowed(needs, ctx, token.accountId),
    },
    // « Not yours » and « unknown » are the same answer.
    revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => isOwn(client, token) },
    jwtUserinfo: { enabled: true },
    rpInitiatedLogout: { enabled: true, logoutSource: signedOutPage, postLogoutSuccessSource: signedOutPage },
    requestObjects: { enabled: false },
    richAuthorizationRequests: richRequests(needs),
    resourceIndicators: {
      enabled: true,
      defaultResource: (ctx, _client, oneOf) => oneOf ?? (ctx.oidc.params?.['authorization_details'] === undefined ? [] : resource),
      getResourceServerInfo: (_ctx, asked) => {
        if (asked !== resource) throw new errors.InvalidTarget();
        return { scope: '', accessTokenFormat: 'opaque' };
      },
    },
  };
}

function tokenLifetime(ctx: KoaContextWithOIDC): number {
  const told = toldTo(ctx);
  const left = told ? epoch(told.mandate.expiresAt) - epoch(told.at) : 0;
  return Math.max(1, Math.min(300, left));
}

/** What introspection says besides: of the hub, nothing. */
function extraClaims(needs: LibraryNeeds, ctx: KoaContextWithOIDC): Record<string, unknown> | undefined {
  const told = toldTo(ctx);
  return told && told.client.dialect !== 'hub' ? { ...delegation(needs, told), txn: told.use.txn } : undefined;
}

function isOwn(client: Client, token: { readonly clientId?: string | undefined }): boolean {
  return token.clientId === client.clientId;
}

function isFapi(client: Client | undefined): boolean {
  return client?.tokenEndpointAuthMethod === 'private_key_jwt';
}

function withinReach({ privateNetworkClients }: LibraryNeeds, to: string | URL | Request): boolean {
  return privateNetworkClients.includes(new URL(to instanceof Request ? to.url : to).hostname);
}

/** Without the library's guard against private addresses. */
function unguarded(options: RequestInit | undefined): RequestInit {
  return { ...options, dispatcher: undefined } as RequestInit; // undici's own option, unknown to the type
}
