import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';

/** C2SP signed-note key types: the log's own signature, and a cosignature with its time. */
export type KeyType = 1 | 4;

/** A public key that signatures of a note are checked with. */
export interface VerifierKey {
  readonly name: string;
  /** 8 hexadecimal digits. */
  readonly id: string;
  readonly type: KeyType;
  readonly key: KeyObject;
}

/** Who signs notes. */
export interface Signer {
  readonly name: string;
  /** What others verify with: `name+id+key`. */
  readonly vkey: string;
  /** The signature's line. A cosignature states the second at which it was made. */
  signatureOf(text: string, second?: number): string;
  /** The same key under another name. */
  named(name: string): Signer;
}

export interface Signature {
  readonly key: VerifierKey;
  /** Of a cosignature: the second at which it was made. */
  readonly second?: bigint;
}

/** Why a note or a key is not what it says: malformed, or signed wrongly. */
export class NoteError extends Error {
  override readonly name = 'NoteError';
}

const dash = '\u2014';
const namePattern = /^[^\s+\p{Cc}]+$/u;
const most = { characters: 1_000_000, signatures: 100 };

/** A signer from its Ed25519 seed of 32 bytes. */
export function openSigner(name: string, seed: Buffer, type: KeyType = 1): Signer {
  if (!namePattern.test(name)) throw new NoteError(`a key cannot be named “${name}”`);
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = Buffer.concat([Buffer.of(type), createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)]);
  const id = keyId(name, publicKey);
  return {
    name,
    vkey: `${name}+${id.toString('hex')}+${publicKey.toString('base64')}`,
    named: (other) => openSigner(other, seed, type),
    signatureOf: (text, second = 0) => {
      const time = type === 4 ? [Buffer.alloc(8)] : [];
      time[0]?.writeBigUInt64BE(BigInt(second));
      const signature = sign(null, signedBytes(text, type === 4 ? BigInt(second) : undefined), key);
      return `${dash} ${name} ${Buffer.concat([id, ...time, signature]).toString('base64')}\n`;
    },
  };
}

/** A text that ends with a newline, and a signature of each signer. */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (!text.endsWith('\n')) throw new NoteError('a note’s text ends with a newline');
  return `${text}\n${signers.map((signer) => signer.signatureOf(text)).join('')}`;
}

/** Reads `name+id+key`. Throws a NoteError when the id is not the key's, or its type is unknown. */
export function parseVkey(vkey: string): VerifierKey {
  const [, name = '', id = '', base64 = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/su.exec(vkey) ?? [];
  const bytes = strictBase64(base64);
  const [type] = bytes;
  if (!namePattern.test(name)) throw new NoteError('the key is not of the form name+id+key');
  if (type !== 1 && type !== 4) throw new NoteError(`the key of ${name} is of an unknown type`);
  if (bytes.length !== 33 || keyId(name, bytes).toString('hex') !== id) throw new NoteError(`the key of ${name} does not match its id`);
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)]);
  return { name, id, type, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

/** The same key under another name. */
export function keyNamed({ type, key }: VerifierKey, name: string): VerifierKey {
  const id = keyId(name, Buffer.concat([Buffer.of(type), key.export({ format: 'der', type: 'spki' }).subarray(-32)]));
  return { name, id: id.toString('hex'), type, key };
}

/**
 * The text of a note and which of these keys signed it. Unknown keys are ignored; a known key whose signature is wrong, a malformed
 * note, or one that none of the keys signed, throws a NoteError.
 */
export function openNote(note: string, keys: readonly VerifierKey[]): { readonly text: string; readonly signatures: readonly Signature[] } {
  const { text, lines } = splitNote(note);
  const signatures = new Map<VerifierKey, Signature>();
  for (const { name, id, rest } of lines) {
    const key = keys.find((one) => one.name === name && one.id === id);
    if (key && !signatures.has(key)) signatures.set(key, checked(text, key, rest));
  }
  if (signatures.size === 0) throw new NoteError('the note is not signed by a key we know');
  return { text, signatures: [...signatures.values()] };
}

/** The bytes of strict base64: what would be written otherwise is refused. */
export function strictBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new NoteError('not base64 as it is written');
  return bytes;
}

/** A note's text, and its signature lines, not yet checked. */
export function splitNote(note: string): { text: string; lines: { name: string; id: string; rest: Buffer }[] } {
  const end = note.lastIndexOf('\n\n');
  if (note.length > most.characters) throw new NoteError('the note is too long');
  if (end < 0 || !note.endsWith('\n')) throw new NoteError('the note has no signatures');
  if (/[\0-\t\v-\x1f]/.test(note) || Buffer.from(note).toString() !== note)
    throw new NoteError('the note holds characters that none may hold');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > most.signatures) throw new NoteError('the note has too many signatures');
  return { text: note.slice(0, end + 1), lines: lines.map(parseLine) };
}

function parseLine(line: string): { name: string; id: string; rest: Buffer } {
  const [, name = '', base64 = ''] = new RegExp(`^${dash} (\\S+) (\\S+)$`, 'u').exec(line) ?? [];
  const bytes = strictBase64(base64);
  if (!namePattern.test(name) || bytes.length < 5) throw new NoteError('a signature line is malformed');
  return { name, id: bytes.subarray(0, 4).toString('hex'), rest: bytes.subarray(4) };
}

function checked(text: string, key: VerifierKey, rest: Buffer): Signature {
  const isCosignature = key.type === 4;
  if (rest.length !== (isCosignature ? 72 : 64)) throw new NoteError(`the signature of ${key.name} is not as long as it must be`);
  const second = isCosignature ? rest.readBigUInt64BE(0) : undefined;
  if (!verify(null, signedBytes(text, second), key.key, rest.subarray(-64))) throw new NoteError(`the signature of ${key.name} is wrong`);
  return second === undefined ? { key } : { key, second };
}

function signedBytes(text: string, second: bigint | undefined): Buffer {
  return Buffer.from(second === undefined ? text : `cosignature/v1\ntime ${String(second)}\n${text}`);
}

function keyId(name: string, publicKey: Buffer): Buffer {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), publicKey]), 'buffer').subarray(0, 4);
}
