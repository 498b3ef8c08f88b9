import { importJWK, type JWK } from 'jose';
import * as openid from 'openid-client';

/** How Procura knows the demonstration service provider. */
export interface ServiceClient {
  readonly issuer: string;
  readonly clientId: string;
  /** A secret (client_secret_basic), or the private key whose public half Procura has (private_key_jwt). */
  readonly credentials: { readonly secret: string } | { readonly privateJwk: JWK };
  /** Signs what was done; Procura has its public half. Without it the service states nothing. */
  readonly receiptKey?: JWK;
  /** Registered so: userinfo is a JWT signed with this algorithm. */
  readonly userinfoSigned?: 'ES256';
}

/** One sign-in under way; kept in the browser's session until it comes back. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What Procura told of who signed in. */
export interface SignedIn {
  readonly idToken: string;
  readonly accessToken: string;
  /** When the access token dies by itself. */
  readonly until: Date;
  readonly claims: openid.IDToken;
  readonly userinfo: openid.UserInfoResponse;
}

/** What Procura says of a sign-in it granted some time ago. */
export interface Recheck {
  readonly at: Date;
  readonly introspection: unknown;
  readonly userinfo: unknown;
  readonly outcome: 'granted' | 'refused' | 'unanswered';
}

/** Procura as this client sees it, discovered at first need and kept once it answered. */
export function relyingParty(client: ServiceClient): () => Promise<openid.Configuration> {
  let known: openid.Configuration | null = null;
  return async () => (known ??= await discover(client));
}

/** What a person must confirm themself before it is done here. */
const sensitive = [{ type: 'mandated-act', procedure: 'social', actions: ['read', 'bank_details_change'] }];

/** A new request (code, S256, state, nonce) and where to send the browser with it; for a sensitive act when one is meant. */
export async function beginSignIn(
  rp: openid.Configuration,
  { redirectUri, isSensitive }: { readonly redirectUri: string; readonly isSensitive: boolean },
): Promise<{ pending: PendingSignIn; url: URL }> {
  const pending = { state: openid.randomState(), nonce: openid.randomNonce(), verifier: openid.randomPKCECodeVerifier() };
  const url = openid.buildAuthorizationUrl(rp, {
    redirect_uri: redirectUri,
    scope: 'openid identite_pivot profile email',
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    ...(isSensitive && { authorization_details: JSON.stringify(sensitive) }),
  });
  return { pending, url };
}

/** Everything checked by openid-client: state, issuer, nonce, signature, audience, times, and that userinfo speaks of the same person. */
export async function completeSignIn(rp: openid.Configuration, callback: URL, pending: PendingSignIn): Promise<SignedIn> {
  const { verifier: pkceCodeVerifier, state: expectedState, nonce: expectedNonce } = pending;
  const tokens = await openid.authorizationCodeGrant(rp, callback, {
    pkceCodeVerifier,
    expectedState,
    expectedNonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims || tokens.id_token === undefined) throw new Error('No id_token in the answer');
  const userinfo = await openid.fetchUserInfo(rp, tokens.access_token, claims.sub);
  const until = new Date(Date.now() + (tokens.expiresIn() ?? 0) * 1000);
  return { idToken: tokens.id_token, accessToken: tokens.access_token, until, claims, userinfo };
}

/** Asks Procura again, at both of its doors, whether this sign-in still holds. */
export async function recheck(rp: openid.Configuration, { accessToken, claims }: SignedIn): Promise<Recheck> {
  const failed = (error: unknown) => ({ [isRefusal(error) ? 'refused' : 'unanswered']: describeError(error) });
  const userinfo: Answer = await openid.fetchUserInfo(rp, accessToken, claims.sub).catch(failed);
  const asksIntrospection = rp.serverMetadata().introspection_endpoint !== undefined;
  const introspection: Answer = asksIntrospection ? await openid.tokenIntrospection(rp, accessToken).catch(failed) : {};
  const isRefused = [userinfo, introspection].some((answer) => 'refused' in answer || answer['active'] === false);
  const isUnanswered = [userinfo, introspection].some((answer) => 'unanswered' in answer);
  return { at: new Date(), userinfo, introspection, outcome: isRefused ? 'refused' : isUnanswered ? 'unanswered' : 'granted' };
}

/** Where to send the browser so that Procura ends its part too. */
export function signOutUrl(rp: openid.Configuration, { idToken }: SignedIn, returnTo: { uri: string; state: string }): URL {
  return openid.buildEndSessionUrl(rp, { id_token_hint: idToken, post_logout_redirect_uri: returnTo.uri, state: returnTo.state });
}

/** An error of the protocol in one line: its code and what the provider said. */
export function describeError(error: unknown): string {
  if (error instanceof openid.AuthorizationResponseError || error instanceof openid.ResponseBodyError)
    return [error.error, error.error_description].filter(Boolean).join(' : ');
  if (error instanceof openid.WWWAuthenticateChallengeError)
    return error.cause.map(({ parameters }) => [parameters.error, parameters.error_description].filter(Boolean).join(' : ')).join(', ');
  return error instanceof Error ? error.message : String(error);
}

type Answer = Readonly<Record<string, unknown>>;

/** A no from Procura, as opposed to no answer at all. */
function isRefusal(error: unknown): boolean {
  return error instanceof openid.ResponseBodyError || error instanceof openid.WWWAuthenticateChallengeError;
}

async function discover(client: ServiceClient): Promise<openid.Configuration> {
  const metadata = {
    id_token_signed_response_alg: 'ES256',
    ...(client.userinfoSigned && { userinfo_signed_response_alg: client.userinfoSigned }),
  };
  const issuer = new URL(client.issuer);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- a demonstration on one machine has no certificate
  const plainHttp = issuer.protocol === 'http:' ? [openid.allowInsecureRequests] : [];
  const execute = [openid.enableNonRepudiationChecks, ...plainHttp];
  return openid.discovery(issuer, client.clientId, metadata, await authentication(client), { execute });
}

async function authentication({ credentials }: ServiceClient): Promise<openid.ClientAuth> {
  if ('secret' in credentials) return openid.ClientSecretBasic(credentials.secret);
  const key = await importJWK(credentials.privateJwk, 'ES256');
  if (key instanceof Uint8Array) throw new Error('The private key is a shared secret');
  const { kid } = credentials.privateJwk;
  return openid.PrivateKeyJwt(kid === undefined ? key : { key, kid });
}
