import { createPublicKey, type JsonWebKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { procedureCodes } from './procedures.ts';

/**
 * What the square on a paper says, signed (JWS compact, ES256), short enough to be scanned: which mandate, the hash of its text, its
 * period and procedures, when it was printed. Nobody is named; names stand in the text that the hash ties to it.
 * `sealed`: the file it came in bears a seal, so that one without is not ours any more; papers of before have none.
 */
const mandateClaims = z.strictObject({
  jti: z.uuid(),
  terms: z.string().regex(/^[\w-]{43}$/),
  nbf: z.int(),
  exp: z.int(),
  iat: z.int(),
  procedures: z
    .string()
    .transform((codes) => codes.split(' '))
    .pipe(z.array(z.enum(procedureCodes)).min(1)),
  sealed: z.literal(true).optional(),
});

/** What a certificate's square says: the mandate, or a part of it, ended at that time. */
const endClaims = z.strictObject({
  jti: z.uuid(),
  ended: z.int(),
  part: z.literal(true).optional(),
  iat: z.int(),
  sealed: z.literal(true).optional(),
});

export type MandateClaims = z.infer<typeof mandateClaims>;
export type EndClaims = z.infer<typeof endClaims>;
export type Claims = MandateClaims | EndClaims;

export type PaperFault = 'malformed' | 'unsigned' | 'foreign_key' | 'altered';

/** A public key that papers are held against. */
export interface PaperKey {
  readonly kid: string;
  readonly publicKey: JsonWebKey;
}

const header = z.object({ alg: z.string(), kid: z.string() });
const shape = /(?:^|[^\w.-])([\w-]{10,200}\.[\w-]{10,2000}\.[\w-]{0,200})(?![\w.-])/;

/** The signed object of a paper. */
export function signPaper(claims: Claims, key: { readonly kid: string; readonly privateKey: KeyObject }): string {
  return signObject('procedures' in claims ? { ...claims, procedures: claims.procedures.join(' ') } : claims, key);
}

/** Anything else that is held against the keys of papers, signed likewise: JWS compact, ES256. */
export function signObject(said: object, key: { readonly kid: string; readonly privateKey: KeyObject }): string {
  const signed = `${encode({ alg: 'ES256', kid: key.kid })}.${encode(said)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), { key: key.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

/** The signed object within what was scanned, pasted or read from a file: alone, or in the address it travels in. */
export function findSignedPaper(text: string): string | null {
  return shape.exec(text.slice(0, 10_000))?.[1] ?? null;
}

/** What a signed paper says, or why it is not to be relied on. */
export function readSignedPaper(text: string, keys: readonly PaperKey[]): Claims | PaperFault {
  const read = readSigned(text, keys);
  return typeof read === 'string' ? read : (z.union([mandateClaims, endClaims]).safeParse(read).data ?? 'malformed');
}

/** Whatever was signed with a key of papers, or why it is not to be relied on. Only our own algorithm and our own keys count, whatever it asks for. */
export function readSigned(text: string, keys: readonly PaperKey[]): object | PaperFault {
  const [head = '', body = '', signature = ''] = (findSignedPaper(text) ?? '').split('.');
  const asked = header.safeParse(decode(head)).data;
  if (!asked) return 'malformed';
  if (asked.alg !== 'ES256') return 'unsigned';
  const key = keys.find(({ kid }) => kid === asked.kid);
  if (!key) return 'foreign_key';
  const publicKey = createPublicKey({ key: key.publicKey, format: 'jwk' });
  const bytes = Buffer.from(signature, 'base64url');
  const isWhole = bytes.toString('base64url') === signature; // no two spellings of one signature
  if (!isWhole || !verify('sha256', Buffer.from(`${head}.${body}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes)) return 'altered';
  return z.looseObject({}).safeParse(decode(body)).data ?? 'malformed';
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}
