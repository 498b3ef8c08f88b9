import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** What seals at rest. `purpose` separates the keys; `context` binds a sealed value to its place, so that it opens nowhere else. */
export interface Vault {
  /** Names the master key, to know later which one wrapped a key. */
  readonly keyId: string;
  seal(purpose: string, context: string, plain: string | Buffer): Buffer;
  /** Throws when the value was altered, moved, or sealed with another key. */
  open(purpose: string, context: string, sealed: Buffer): Buffer;
  /** A keyed fingerprint, to find again what must not be stored in clear. */
  fingerprint(purpose: string, value: string): Buffer;
}

/** A vault whose keys all derive from one master key of 32 bytes. */
export function openVault(masterKey: Buffer): Vault {
  const keys = new Map<string, Buffer>();
  const keyFor = (purpose: string): Buffer => {
    const known = keys.get(purpose) ?? Buffer.from(hkdfSync('sha256', masterKey, '', `procura/${purpose}`, 32));
    keys.set(purpose, known);
    return known;
  };
  return {
    keyId: createHash('sha256').update('procura/key-id').update(masterKey).digest('hex').slice(0, 16),
    seal: (purpose, context, plain) => sealWith(keyFor(purpose), context, plain),
    open: (purpose, context, sealed) => openWith(keyFor(purpose), context, sealed),
    fingerprint: (purpose, value) =>
      createHmac('sha256', keyFor(`fingerprint/${purpose}`))
        .update(value)
        .digest(),
  };
}

/** Version byte, nonce of 12 bytes, AES-256-GCM ciphertext, tag of 16 bytes; `context` is authenticated with it. */
export function sealWith(key: Buffer, context: string, plain: string | Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([Buffer.of(1), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Undoes `sealWith`; throws when anything differs. */
export function openWith(key: Buffer, context: string, sealed: Buffer): Buffer {
  if (sealed.length < 29 || sealed[0] !== 1) throw new Error('sealed value of an unknown shape');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(13, -16)), decipher.final()]);
}

/** A secret to hand out once, 256 bits, and the hash to keep. */
export function newSecret(): { readonly value: string; readonly hash: Buffer } {
  const value = randomBytes(32).toString('base64url');
  return { value, hash: hashSecret(value) };
}

/** What is kept of a secret of high entropy. */
export function hashSecret(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}
