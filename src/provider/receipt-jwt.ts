import { decodeJwt, errors, exportJWK, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { Refusal } from '../errors.ts';
import { issuerOf } from './claims.ts';
import type { Client } from './client.ts';
import type { ClientKeys } from './client-keys.ts';
import { type ReceiptClaims, receiptClaims } from './forms.ts';
import type { RoomNeeds } from './needs.ts';

/** A statement whose signature, audience and form hold; whether it is about a use of this client is still to be asked. */
export interface SignedReceipt {
  readonly client: Client;
  readonly claims: ReceiptClaims;
  readonly jwt: string;
  readonly key: Readonly<Record<string, unknown>>;
}

/** Its own type (RFC 8725 §3.11): an assertion or a token signed with the same key is no receipt. */
export const receiptType = 'procura-receipt+jwt';

/** Never a shared secret: we have it too, and a receipt must prove something against us. */
const algorithms = ['ES256', 'PS256', 'EdDSA', 'Ed25519'];

const skew = 60;

/** The relying party a statement claims to come from: nothing is proved yet. */
export async function claimedClient({ clients }: RoomNeeds, jwt: string): Promise<Client> {
  const { iss } = decoded(jwt);
  const client = typeof iss === 'string' ? await clients(iss) : undefined;
  if (!client) throw new Refusal('receipt_issuer_unknown');
  return client;
}

/** The statement, once its signature by the client's registered key holds, it is meant for us and in time. */
export async function readReceipt(
  needs: RoomNeeds,
  { jwt, client, keys }: { readonly jwt: string; readonly client: Client; readonly keys: ClientKeys },
): Promise<SignedReceipt> {
  const getKey = keys(client);
  if (!getKey) throw new Refusal('receipt_key_missing');
  const { payload, key } = await verified(needs, { jwt, client, getKey });
  const claims = receiptClaims.safeParse(payload);
  if (!claims.success) throw new Refusal('receipt_malformed', { cause: claims.error });
  return { client, claims: claims.data, jwt, key };
}

async function verified(
  needs: RoomNeeds,
  { jwt, client, getKey }: { readonly jwt: string; readonly client: Client; readonly getKey: JWTVerifyGetKey },
) {
  const at = needs.clock.now();
  try {
    const { payload, key } = await jwtVerify(jwt, getKey, {
      ...{ algorithms, typ: receiptType, issuer: client.id, audience: issuerOf(needs) },
      ...{ currentDate: at, clockTolerance: skew, requiredClaims: ['iat', 'exp', 'jti', 'txn'] },
    });
    const isFromTheFuture = (payload.iat ?? 0) * 1_000 > at.getTime() + skew * 1_000;
    if (isFromTheFuture) throw new Refusal('receipt_not_in_time');
    return { payload, key: { ...(await exportJWK(key)) } };
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(refusalOf(error), { cause: error });
  }
}

const notSigned = [
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
];

function refusalOf(error: unknown) {
  if (error instanceof errors.JWTExpired) return 'receipt_not_in_time';
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim === 'aud' ? 'receipt_audience_wrong' : 'receipt_malformed';
  if (error instanceof errors.JWTInvalid || error instanceof errors.JWSInvalid) return 'receipt_malformed';
  return notSigned.some((kind) => error instanceof kind) ? 'receipt_signature_wrong' : 'receipt_keys_unreadable';
}

function decoded(jwt: string): { readonly iss?: unknown } {
  try {
    return decodeJwt(jwt);
  } catch (cause) {
    throw new Refusal('receipt_malformed', { cause });
  }
}
