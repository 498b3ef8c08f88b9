import * as oidc from 'openid-client';
import { Refusal, type RefusalCode } from '../errors.ts';
import type { UpstreamAnswer, UpstreamDialect, UpstreamRegistration, UpstreamSecrets } from './upstream.ts';

/** The upstream's answer was not accepted. When a session was opened there, `idToken` tells which one to end. */
export class UpstreamRefusal extends Refusal {
  readonly idToken: string | null;

  constructor(code: RefusalCode, { idToken, cause }: { readonly idToken: string | null; readonly cause: unknown }) {
    super(code, { cause });
    this.idToken = idToken;
  }
}

interface Redemption {
  readonly registration: UpstreamRegistration;
  readonly dialect: UpstreamDialect;
  readonly callback: URL;
  readonly asked: UpstreamSecrets & { readonly state: string };
}

/** Turns the browser's return into who it is: state, `iss`, nonce, signature, level, age and subject are those asked for, or UpstreamRefusal. */
export async function redeem(shared: oidc.Configuration, { registration, dialect, callback, asked }: Redemption): Promise<UpstreamAnswer> {
  const seen: Seen = { idToken: null };
  const own = ownConfiguration(shared, registration, seen);
  const checks = { expectedState: asked.state, expectedNonce: asked.nonce, pkceCodeVerifier: asked.verifier, idTokenExpected: true };
  try {
    const tokens = await oidc.authorizationCodeGrant(own, callback, checks);
    const stated = tokens.claims();
    if (!stated || !tokens.id_token) throw new Error('the answer has no id_token');
    const acr = requireLevel(stated, dialect);
    const authTime = requireFresh(stated, dialect);
    const claims = await oidc.fetchUserInfo(own, tokens.access_token, stated.sub);
    keepKeys(own, shared);
    return { issuer: stated.iss, subject: stated.sub, acr, authTime, idToken: tokens.id_token, claims };
  } catch (cause) {
    throw new UpstreamRefusal(codeFor(cause), { idToken: seen.idToken, cause });
  }
}

/** We ask for a fresh sign-in: one older than our question may be is the session of whoever sat here before. */
const freshness = 600;

interface Seen {
  idToken: string | null;
}

/** A configuration for one redemption: it notes the id_token even when the library does not accept it, since it opened a session all the same. */
function ownConfiguration(shared: oidc.Configuration, { clientId, clientSecret }: UpstreamRegistration, seen: Seen): oidc.Configuration {
  const server = shared.serverMetadata();
  const own = new oidc.Configuration(server, clientId, clientSecret, oidc.ClientSecretPost(clientSecret));
  own.timeout = shared.timeout;
  oidc.enableNonRepudiationChecks(own);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- discovery lets plain http through on loopback only
  if (server.issuer.startsWith('http:')) oidc.allowInsecureRequests(own);
  const keys = oidc.getJwksCache(shared);
  if (keys) oidc.setJwksCache(own, keys);
  own[oidc.customFetch] = async (address, options) => {
    const answer = await fetch(address, options as RequestInit); // the library's own subset of it
    if (address === server.token_endpoint) seen.idToken = idTokenIn(await answer.clone().text());
    return answer;
  };
  return own;
}

function keepKeys(own: oidc.Configuration, shared: oidc.Configuration): void {
  const keys = oidc.getJwksCache(own);
  if (keys) oidc.setJwksCache(shared, keys);
}

function idTokenIn(body: string): string | null {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer !== 'object' || answer === null || !('id_token' in answer)) return null;
    return typeof answer.id_token === 'string' ? answer.id_token : null;
  } catch {
    return null;
  }
}

function requireLevel({ acr }: oidc.IDToken, { acceptedAcrs }: UpstreamDialect): string {
  if (typeof acr !== 'string' || !acceptedAcrs.includes(acr)) throw new Error('the level (acr) is not one we accept');
  return acr;
}

/** Compared with the upstream's own clock, as the id_token states it. */
function requireFresh({ auth_time, iat }: oidc.IDToken, { prompt }: UpstreamDialect): Date {
  const since = auth_time ?? iat;
  if (prompt === 'login' && iat - since > freshness) throw new Error('the sign-in is older than our question');
  return new Date(since * 1_000);
}

function codeFor(cause: unknown): RefusalCode {
  if (cause instanceof oidc.AuthorizationResponseError) {
    if (cause.error === 'access_denied') return 'person_cancelled';
    return ['server_error', 'temporarily_unavailable'].includes(cause.error) ? 'upstream_unavailable' : 'upstream_refused';
  }
  return isOutage(cause) ? 'upstream_unavailable' : 'upstream_refused';
}

function isOutage(cause: unknown): boolean {
  if (cause instanceof oidc.ClientError && cause.code === 'OAUTH_TIMEOUT') return true;
  if (cause instanceof oidc.ResponseBodyError) return cause.status >= 500;
  if (cause instanceof Error && cause.cause instanceof Response) return cause.cause.status >= 500;
  return cause instanceof TypeError && cause.message === 'fetch failed';
}
