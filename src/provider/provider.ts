import Provider, { type Configuration, type JWKS, type KoaContextWithOIDC } from 'oidc-provider';
import { second } from '../clock.ts';
import { adapterFor, interactionLifetime, isFirstShowing } from './adapter.ts';
import { epoch, issuerOf } from './claims.ts';
import { errorPages, referenceOf } from './error-pages.ts';
import { grantOf } from './grants.ts';
import { signingAlgorithms } from './keys.ts';
import { whatIsTold } from './library-claims.ts';
import { features } from './library-features.ts';
import { addManners } from './manners.ts';
import type { RoomNeeds } from './needs.ts';
import { promptPolicy } from './request-rules.ts';
import { toldTo } from './subject.ts';

export const interactionCookie = 'procura_interaction';

/** The library, configured: two dialects side by side, no session between clients, the decision at every door. */
export function openProvider(needs: RoomNeeds, keys: JWKS): Provider {
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
    renderError: errorPages,
  });
  // Addresses as configured, whatever the Host header says.
  provider.OIDCContext.prototype.urlFor = (name, options) => provider.urlFor(name, options);
  provider.ReplayDetection.unique = (client, jti, exp) => isFirstShowing(needs, { of: `${client}\0${jti}`, until: exp });
  addManners(provider, needs);
  logFaults(provider, needs);
  return provider;
}

/** The library says nothing by itself: what broke is for the log, under the reference its page or our own gives. */
function logFaults(provider: Provider, { log }: RoomNeeds): void {
  provider.on('server_error', (ctx, err) => {
    log.error({ err, request: referenceOf(ctx) }, 'broken');
  });
  provider.onerror = (err) => {
    log.error({ err }, 'broken');
  };
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
function whoComes(needs: RoomNeeds): Configuration {
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

/** Codes of 30 s; tokens of 5 min that never outlive the mandate; nothing to refresh. */
function whatLasts(needs: RoomNeeds): Configuration {
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
    discovery: {
      ...{ service_documentation: needs.publicUrl, ui_locales_supported: ['fr', 'en'] },
      ...{ backchannel_logout_supported: true, backchannel_logout_session_supported: true }, // ours, not the library's: signals.ts
    },
  };
}

function tokenLifetime(ctx: KoaContextWithOIDC): number {
  const told = toldTo(ctx);
  const left = told ? epoch(told.mandate.expiresAt) - epoch(told.at) : 0;
  return Math.max(1, Math.min(300, left));
}

function withinReach({ privateNetworkClients }: RoomNeeds, to: string | URL | Request): boolean {
  return privateNetworkClients.includes(new URL(to instanceof Request ? to.url : to).hostname);
}

/** Without the library's guard against private addresses. */
function unguarded(options: RequestInit | undefined): RequestInit {
  return { ...options, dispatcher: undefined } as RequestInit; // undici's own option, unknown to the type
}
