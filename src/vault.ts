import { type CipherKey, createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** What seals at rest. `purpose` separates the keys; `context` binds a sealed value to its place, so that it opens nowhere else. */
export interface Vault {
  /** Names the master key, to know later which one wrapped a key. */
  readonly keyId: string;
  seal(purpose: string, context: string, plain: string | Buffer): Buffer;
  /** Throws when the value was altered, moved, or sealed with a key that is not among ours. */
  open(purpose: string, context: string, sealed: Buffer): Buffer;
  /** Seals again what a former master key sealed; null when the current one did. */
  reseal(purpose: string, context: string, sealed: Buffer): Buffer | null;
  /** A keyed fingerprint, to find again what must not be stored in clear. It stays the same when the master key changes. */
  fingerprint(purpose: string, value: string): Buffer;
  /** 32 bytes made from the master key alone, the oldest of those given. */
  derive(purpose: string, value: string): Buffer;
}

/**
 * A vault whose keys all derive from one master key of 32 bytes: the first seals, those after it only open what they sealed.
 * Without a key for the fingerprints, that one derives from the oldest master key.
 */
export function openVault(masterKeys: Buffer | readonly Buffer[], fingerprintKey?: Buffer): Vault {
  const [current, ...former] = (Buffer.isBuffer(masterKeys) ? [masterKeys] : masterKeys).map(keysOf);
  if (!current) throw new Error('a vault needs a master key');
  const oldest = former.at(-1) ?? current;
  const keyOfPrints = fingerprintKey ? keysOf(fingerprintKey) : oldest;
  const hmac = (key: Buffer, value: string) => createHmac('sha256', key).update(value).digest();
  const openFormer = (purpose: string, context: string, sealed: Buffer, cause: unknown): Buffer => {
    for (const { of } of former) {
      const plain = tryToOpen(of(purpose), context, sealed);
      if (plain) return plain;
    }
    throw new Error('sealed value that none of our keys opens', { cause });
  };
  return {
    keyId: current.id,
    seal: (purpose, context, plain) => sealWith(current.of(purpose), context, plain),
    open: (purpose, context, sealed) => {
      try {
        return openWith(current.of(purpose), context, sealed);
      } catch (cause) {
        if (former.length === 0) throw cause;
        return openFormer(purpose, context, sealed, cause);
      }
    },
    reseal: (purpose, context, sealed) =>
      tryToOpen(current.of(purpose), context, sealed)
        ? null
        : sealWith(current.of(purpose), context, openFormer(purpose, context, sealed, null)),
    fingerprint: (purpose, value) => hmac(keyOfPrints.of(`fingerprint/${purpose}`), value),
    derive: (purpose, value) => hmac(oldest.of(`derived/${purpose}`), value),
  };
}

interface Keys {
  readonly id: string;
  readonly of: (purpose: string) => Buffer;
}

function keysOf(masterKey: Buffer): Keys {
  const keys = new Map<string, Buffer>();
  return {
    id: createHash('sha256').update('procura/key-id').update(masterKey).digest('hex').slice(0, 16),
    of: (purpose) => {
      const key = keys.get(purpose) ?? Buffer.from(hkdfSync('sha256', masterKey, '', `procura/${purpose}`, 32));
      keys.set(purpose, key);
      return key;
    },
  };
}

function tryToOpen(key: Buffer, context: string, sealed: Buffer): Buffer | null {
  try {
    return openWith(key, context, sealed);
  } catch {
    return null;
  }
}

/** Version byte, nonce of 12 bytes, AES-256-GCM ciphertext, tag of 16 bytes; `context` is authenticated with it. */
export function sealWith(key: CipherKey, context: string, plain: string | Buffer): Buffer {
  const nonce = noise(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([Buffer.of(1), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

let drawn = Buffer.alloc(0);
let given = 0;

/** Random bytes that are no secret, a nonce or what hides a number: drawn from the system many at a time, given once. */
export function noise(size: number): Buffer {
  if (given + size > drawn.length) [drawn, given] = [randomBytes(Math.max(size, 8_192)), 0];
  given += size;
  return drawn.subarray(given - size, given);
}

/** Undoes `sealWith`; throws when anything differs. */
export function openWith(key: CipherKey, context: string, sealed: Buffer): Buffer {
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
