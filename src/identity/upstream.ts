import { randomBytes } from 'node:crypto';
import * as oidc from 'openid-client';
import { Refusal } from '../errors.ts';
import { isLoopback } from '../loopback.ts';
import { redeem } from './upstream-answer.ts';

/** How we talk to one upstream provider: what we ask, what we accept. */
export interface UpstreamDialect {
  readonly scope: string;
  /** The level we ask for. */
  readonly acr: string;
  /** The levels we take. */
  readonly acceptedAcrs: readonly string[];
  readonly prompt?: string;
  /** The OpenID `claims` parameter. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

export interface UpstreamRegistration {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What must be remembered between the question and its answer. */
export interface UpstreamSecrets {
  readonly nonce: string;
  readonly verifier: string;
}

/** Who the upstream vouches for; `claims` are not parsed yet. */
export interface UpstreamAnswer {
  readonly issuer: string;
  readonly subject: string;
  readonly acr: string;
  readonly authTime: Date;
  readonly idToken: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** An upstream OpenID provider, discovered at the first need. Each call may refuse with `upstream_unavailable`. */
export interface Upstream {
  readonly issuer: string;
  /** A fresh question: where to send the browser, and what to remember. */
  ask(redirectUri: string): Promise<{ readonly address: string; readonly state: string; readonly secrets: UpstreamSecrets }>;
  /** Turns the browser's return into who it is. Refuses with UpstreamRefusal whatever does not fit what was asked. */
  redeem(callback: URL, asked: UpstreamSecrets & { readonly state: string }): Promise<UpstreamAnswer>;
  /** Where the browser's session upstream ends; it comes back to `returnTo` with `state`. */
  endSession(ending: { readonly idToken: string; readonly returnTo: string; readonly state: string }): Promise<string>;
}

/** An upstream as registered there. Nothing is asked of the network yet. */
export function openUpstream(registration: UpstreamRegistration, dialect: UpstreamDialect): Upstream {
  const known: { configuration?: oidc.Configuration } = {};
  const discovered = async () => (known.configuration ??= await discover(registration));
  return {
    issuer: registration.issuer,
    ask: async (redirectUri) => ask(await discovered(), dialect, redirectUri),
    redeem: async (callback, asked) => redeem(await discovered(), { registration, dialect, callback, asked }),
    endSession: async (ending) => endSession(await discovered(), ending),
  };
}

const secondsOfPatience = 5;

async function discover({ issuer, clientId, clientSecret }: UpstreamRegistration): Promise<oidc.Configuration> {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the demonstration and the tests have no certificate
  const execute = [oidc.enableNonRepudiationChecks, ...(isLoopback(new URL(issuer).hostname) ? [oidc.allowInsecureRequests] : [])];
  const options = { timeout: secondsOfPatience, execute };
  try {
    return await oidc.discovery(new URL(issuer), clientId, clientSecret, oidc.ClientSecretPost(clientSecret), options);
  } catch (cause) {
    throw new Refusal('upstream_unavailable', { cause });
  }
}

async function ask(configuration: oidc.Configuration, dialect: UpstreamDialect, redirectUri: string): ReturnType<Upstream['ask']> {
  // 64 alphanumerics: what the strictest of the upstreams takes
  const [state, nonce] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
  const verifier = oidc.randomPKCECodeVerifier();
  const address = oidc.buildAuthorizationUrl(configuration, {
    ...{ response_type: 'code', redirect_uri: redirectUri, scope: dialect.scope, acr_values: dialect.acr, state, nonce },
    ...{ code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
    ...(dialect.prompt && { prompt: dialect.prompt }),
    ...(dialect.claims && { claims: JSON.stringify(dialect.claims) }),
  });
  return { address: address.href, state, secrets: { nonce, verifier } };
}

function endSession(configuration: oidc.Configuration, ending: Parameters<Upstream['endSession']>[0]): string {
  const { idToken, returnTo, state } = ending;
  if (!configuration.serverMetadata().end_session_endpoint) return `${returnTo}?${new URLSearchParams({ state }).toString()}`;
  return oidc.buildEndSessionUrl(configuration, { id_token_hint: idToken, post_logout_redirect_uri: returnTo, state }).href;
}
