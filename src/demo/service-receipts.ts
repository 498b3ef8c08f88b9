import { importJWK, type JWK, SignJWT } from 'jose';
import { randomBytes, randomUUID } from 'node:crypto';
import type { ServiceClient, SignedIn } from './service-sign-in.ts';

/** An act that was done here, and the receipt of it, signed. */
export interface DoneAct {
  readonly reference: string;
  readonly receipt: string;
}

/** What Procura said of a receipt. */
export interface ReceiptAnswer {
  readonly accepted: boolean;
  readonly answer: unknown;
}

export interface PublicKey {
  readonly kty: 'EC' | 'OKP';
  readonly [member: string]: unknown;
}

/** Does something for the person, in appearance only, and signs a receipt of it, bound to the sign-in it was done under. */
export async function doAct({ issuer, clientId, receiptKey }: ServiceClient, { claims }: SignedIn): Promise<DoneAct> {
  if (!receiptKey) throw new Error('This service has no key to sign receipts with');
  const reference = `AL-${randomBytes(4).toString('hex').toUpperCase()}`;
  const receipt = await new SignJWT({
    ...{ txn: claims['txn'], act: claims['act'] },
    ...{ action: 'housing_aid_request', outcome: 'submitted', label: 'Demande d’aide au logement', reference },
  })
    .setProtectedHeader({
      alg: receiptKey.alg ?? 'EdDSA',
      typ: 'procura-receipt+jwt',
      ...(receiptKey.kid !== undefined && { kid: receiptKey.kid }),
    })
    .setIssuer(clientId)
    .setAudience(issuer)
    .setSubject(claims.sub)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(await importJWK(receiptKey, receiptKey.alg ?? 'EdDSA'));
  return { reference, receipt };
}

/** Sends it to Procura. Sent twice, it is refused: the first one stands. */
export async function sendReceipt({ issuer }: ServiceClient, { receipt }: DoneAct): Promise<ReceiptAnswer> {
  const address = new URL('/api/v1/receipts', issuer);
  const answer = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/jwt' }, body: receipt });
  return { accepted: answer.status === 201, answer: await answer.json() };
}

/** The public halves of our keys, for Procura to verify assertions and receipts; none when we authenticate by a secret and state nothing. */
export function publicKeys({ credentials, receiptKey }: ServiceClient): PublicKey[] {
  const own = 'privateJwk' in credentials ? [{ ...publicHalf(credentials.privateJwk), alg: 'ES256', use: 'sig' }] : [];
  return receiptKey ? [...own, publicHalf(receiptKey)] : own;
}

/** What may be published of a key. */
export function publicHalf({ crv, x, y, kid, alg, ...key }: JWK): PublicKey {
  return {
    kty: key.kty === 'EC' ? 'EC' : 'OKP',
    crv,
    x,
    ...(y !== undefined && { y }),
    ...(kid !== undefined && { kid }),
    ...(alg !== undefined && { alg }),
    use: 'sig',
  };
}
