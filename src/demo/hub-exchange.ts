import { randomBytes } from 'node:crypto';
import { compactVerify, createRemoteJWKSet } from 'jose';
import { isRecord } from './demo-app.ts';
import type { HubExchange, HubFailure } from './hub-checks.ts';

/** How FranceConnect has Procura on its list of identity providers. */
export interface HubOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** 32 characters at least where it also signs (HS256). */
  readonly clientSecret: string;
  readonly idTokenAlg: 'HS256' | 'ES256';
  /** `json`, or the algorithm of a signed userinfo. */
  readonly userinfo: 'json' | 'HS256' | 'ES256';
  readonly scope?: string;
}

export interface HubRequest {
  readonly state: string;
  readonly nonce: string;
  /** What the service behind the hub restricts itself to; null: the hub does not send `claims` at all. */
  readonly repScope: readonly string[] | null;
}

/** Everything the hub waits for from an identity provider takes 6 s at most. */
const timeout = 6_000;

/** A request as the hub makes them: 64 hexadecimal characters of state and of nonce. */
export function newHubRequest(repScope: readonly string[] | null): HubRequest {
  return { state: randomBytes(32).toString('hex'), nonce: randomBytes(32).toString('hex'), repScope };
}

/** The exact authorization request of the hub: these parameters and no other, `prompt=login` always. */
export function hubAuthorizationUrl(endpoint: string, options: HubOptions, request: HubRequest & { readonly redirectUri: string }): URL {
  const url = new URL(endpoint);
  const parameters = {
    client_id: options.clientId,
    redirect_uri: request.redirectUri,
    response_type: 'code',
    scope: options.scope ?? 'openid profile email birth',
    state: request.state,
    nonce: request.nonce,
    acr_values: 'eidas1',
    prompt: 'login',
    ...(request.repScope && { claims: JSON.stringify({ id_token: { rep_scope: { essential: true, values: request.repScope } } }) }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url;
}

/** The provider's endpoints, asked for until it answers once. */
export function discovery(issuer: string): () => Promise<(name: string) => string> {
  let known: Record<string, unknown> | null = null;
  return async () => {
    const metadata = (known ??= await discover(issuer));
    return (name) => {
      const endpoint = metadata[name];
      if (typeof endpoint !== 'string') throw new Error(`${issuer} announces no ${name}`);
      return endpoint;
    };
  };
}

/** Code, then tokens, then userinfo, signatures verified; or why the hub gives up. */
export async function exchangeCode(
  endpoint: (name: string) => string,
  options: HubOptions,
  { code, redirectUri }: { readonly code: string; readonly redirectUri: string },
): Promise<HubExchange | HubFailure> {
  const verify = (jwt: unknown, alg: string) => verified(jwt, alg, { secret: options.clientSecret, jwksUri: endpoint('jwks_uri') });
  const { clientId: client_id, clientSecret: client_secret } = options;
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, client_id, client_secret };
  const tokens = await asked(endpoint('token_endpoint'), { method: 'POST', body: new URLSearchParams(form) });
  if (!isRecord(tokens)) return { step: 'id_token', code: 'Y020026', detail: tokens };
  const idToken = await verify(tokens['id_token'], options.idTokenAlg);
  if (!isRecord(idToken)) return { step: 'id_token', code: 'Y020026', detail: idToken };
  const answer = await asked(endpoint('userinfo_endpoint'), { headers: { authorization: `Bearer ${String(tokens['access_token'])}` } });
  if (!isRecord(answer)) return { step: 'userinfo', code: 'Y020027', detail: answer };
  const userinfo = options.userinfo === 'json' ? answer : await verify(answer['jwt'], options.userinfo);
  if (!isRecord(userinfo)) return { step: 'userinfo', code: 'Y020027', detail: userinfo };
  return { tokens, idToken, userinfo };
}

async function discover(issuer: string): Promise<Record<string, unknown>> {
  const metadata = await asked(`${issuer}/.well-known/openid-configuration`, {});
  if (!isRecord(metadata)) throw new Error(metadata);
  if (metadata['issuer'] !== issuer) throw new Error(`${issuer} announces itself as ${String(metadata['issuer'])}`);
  return metadata;
}

/** The object of a JSON answer, `{ jwt }` of a signed one, or a sentence that says what went wrong. */
async function asked(url: string, request: RequestInit): Promise<Record<string, unknown> | string> {
  try {
    const response = await fetch(url, { ...request, redirect: 'error', signal: AbortSignal.timeout(timeout) });
    const text = await response.text();
    if (!response.ok) return `${new URL(url).pathname} a répondu ${response.status} : ${text.slice(0, 300)}`;
    if (response.headers.get('content-type')?.startsWith('application/jwt')) return { jwt: text };
    const body: unknown = JSON.parse(text);
    return isRecord(body) ? body : `${new URL(url).pathname} n’a pas répondu un objet`;
  } catch (error) {
    return `${new URL(url).pathname} n’a pas répondu : ${String(error)}`;
  }
}

async function verified(jwt: unknown, alg: string, key: { secret: string; jwksUri: string }): Promise<Record<string, unknown> | string> {
  if (typeof jwt !== 'string') return 'la réponse n’est pas signée';
  try {
    const algorithms = [alg];
    const { payload } = alg.startsWith('HS')
      ? await compactVerify(jwt, new TextEncoder().encode(key.secret), { algorithms })
      : await compactVerify(jwt, createRemoteJWKSet(new URL(key.jwksUri)), { algorithms });
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
    return isRecord(claims) ? claims : 'le contenu signé n’est pas un objet';
  } catch (error) {
    return `la signature ${alg} n’est pas bonne : ${String(error)}`;
  }
}
