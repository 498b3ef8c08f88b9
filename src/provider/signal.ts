import type { JWTPayload } from 'jose';
import type { EndingChannel } from '../mandates/mandate.ts';
import type { EndingCause } from '../organisations/ending.ts';
import { epoch, issuerOf } from './claims.ts';

/** What a relying party can be told: OpenID Back-Channel Logout, CAEP's session-revoked, and an event of ours. */
export type SignalKind = 'logout' | 'session-revoked' | 'mandate-ended';

/** How what was agreed to ended: before its time, or at the end agreed on. */
export type MandateEnd = 'revoked' | 'replaced' | 'expired';

/** An ended use, as one relying party knows it. */
export interface Ended {
  readonly issuer: string;
  readonly clientId: string;
  /** Of whom the id_token spoke. */
  readonly subject: string;
  readonly mandateRef: string;
  readonly txn: string;
  readonly endedAt: Date;
  /** How the covered procedure ended; null when the mandate lives and something else ended the use. */
  readonly ending: { readonly cause: MandateEnd; readonly channel: string | null; readonly endedAt: Date } | null;
}

/** Sent again it says the same of itself: `jti` and, for an event, `iat`. */
export interface Stamp {
  readonly jti: string;
  readonly createdAt: Date;
  /** Of this try. */
  readonly at: Date;
}

/** What kind of token it is, and where in the registration its address stands. */
export const signalTypes = {
  logout: { typ: 'logout+jwt', contentType: 'application/x-www-form-urlencoded' },
  'session-revoked': { typ: 'secevent+jwt', contentType: 'application/secevent+jwt' },
  'mandate-ended': { typ: 'secevent+jwt', contentType: 'application/secevent+jwt' },
} as const satisfies Record<SignalKind, { typ: string; contentType: string }>;

/** The full name of our own event. */
export function mandateEndedType(issuer: string): string {
  return `${new URL(issuer).origin}/secevent/event-type/mandate-ended/v1`;
}

export const sessionRevokedType = 'https://schemas.openid.net/secevent/caep/event-type/session-revoked';

/** The claims of the token that tells it. */
export function signalClaims(kind: SignalKind, ended: Ended, { jti, createdAt, at }: Stamp): JWTPayload {
  const { issuer: iss, clientId: aud, subject: sub, txn } = ended;
  // Back-Channel Logout §2.4: short-lived, so made anew at each try; no nonce, ever
  if (kind === 'logout') return { iss, aud, iat: epoch(at), exp: epoch(at) + 120, jti, sub, sid: txn, events: { [logoutType]: {} } };
  // Shared Signals: `sub_id`, never `sub`; no `exp`
  const stamp = { iss, aud, iat: epoch(createdAt), jti, txn };
  const initiating_entity = initiator(ended);
  if (kind === 'mandate-ended') {
    const { cause = 'revoked', endedAt = ended.endedAt } = ended.ending ?? {};
    const about = { event_timestamp: epoch(endedAt), initiating_entity, cause };
    return { ...stamp, sub_id: { format: 'opaque', id: ended.mandateRef }, events: { [mandateEndedType(iss)]: about } };
  }
  return {
    ...{ ...stamp, sub_id: { format: 'complex', user: { format: 'iss_sub', iss, sub }, session: { format: 'opaque', id: txn } } },
    events: { [sessionRevokedType]: { event_timestamp: epoch(ended.endedAt), initiating_entity } },
  };
}

const verificationType = 'https://schemas.openid.net/secevent/ssf/event-type/verification';

/** The claims of a verification event (Shared Signals Framework §8.1.4): nothing ended, a receiver sees that it is reached. The stream is the relying party's. */
export function verificationClaims({ issuer: iss, clientId: aud, state }: Verifying, { jti, at }: Pick<Stamp, 'jti' | 'at'>): JWTPayload {
  return {
    iss,
    aud,
    iat: epoch(at),
    jti,
    sub_id: { format: 'opaque', id: aud },
    events: { [verificationType]: { ...(state !== undefined && { state }) } },
  };
}

export interface Verifying {
  readonly issuer: string;
  readonly clientId: string;
  /** What the receiver wants to read again. */
  readonly state: string | undefined;
}

/** What receivers of security events find out by themselves (Shared Signals Framework, transmitter configuration). */
export function transmitter(needs: { readonly publicUrl: string }): Record<string, unknown> {
  const issuer = issuerOf(needs);
  return {
    ...{ spec_version: '1_0', issuer, jwks_uri: `${issuer}/jwks`, delivery_methods_supported: ['urn:ietf:rfc:8935'] },
    events_supported: [sessionRevokedType, mandateEndedType(issuer)],
  };
}

/** What an answer means: told; to be told again; or refused for good. */
export function meaningOf(
  kind: SignalKind,
  { status, body }: { readonly status: number; readonly body: string },
): 'told' | 'again' | 'refused' {
  if (kind === 'logout') return status === 200 || status === 204 ? 'told' : 'again'; // §2.8; 204 is what many frameworks make of it
  if (status === 202) return 'told'; // RFC 8935 §2.2: nothing else acknowledges
  return status === 400 && finalErrors.has(errorOf(body)) ? 'refused' : 'again'; // §2.3
}

const logoutType = 'http://schemas.openid.net/event/backchannel-logout';

/** What sending the same token again would not cure. Keys and authentication may be put right meanwhile. */
const finalErrors: ReadonlySet<unknown> = new Set(['invalid_request', 'invalid_issuer', 'invalid_audience', 'access_denied']);

function errorOf(body: string): unknown {
  try {
    return (JSON.parse(body) as { err?: unknown } | null)?.err;
  } catch {
    return undefined;
  }
}

/** CAEP: who began it. A person who asks a helper ends it too. */
function initiator({ ending }: Ended): 'user' | 'policy' | 'admin' {
  if (ending && ending.cause !== 'revoked') return 'policy';
  return ending && ending.channel !== null && ending.channel in askedByThePerson ? 'user' : 'admin';
}

const askedByThePerson: Readonly<Record<Exclude<EndingChannel, EndingCause>, true>> = {
  ...{ orally: true, letter: true, email: true },
  ...{ stop_code: true, sms: true, own_space: true },
};
