import canonicalize from 'canonicalize';
import { createHmac, hash } from 'node:crypto';
import { noise, openWith, sealWith, type Vault } from '../vault.ts';
import type { EventName } from './events.ts';

/** A value an entry may hold: no null, no float. */
export type Value = string | number | boolean | readonly string[];

/** Fields that belong to one subject, under that subject's key. */
export interface SubjectFields {
  readonly subjectRef: string;
  /** The subject's data encryption key, 32 bytes. */
  readonly dek: Buffer;
  readonly fields: Readonly<Record<string, Value>>;
}

export interface LeafInput {
  readonly id: string;
  readonly event: EventName;
  readonly at: Date;
  readonly mandate: { readonly ref: string; readonly n: number; readonly prev: Buffer } | null;
  readonly subjects: readonly SubjectFields[];
  /** Of how many they are: see `markOf`. */
  readonly mark: string;
}

/** The canonical bytes of an entry, version 1 (RFC 8785), with salted digests in place of values (RFC 9901). */
export function makeLeaf({ id, event, at, mandate, subjects, mark }: LeafInput): Buffer {
  const digests = subjects.flatMap((subject) =>
    Object.entries(subject.fields).map(([name, value]) => digestOf(disclosure({ dek: subject.dek, id, name, value }))),
  );
  // canonical as it stands: the members in their order, nothing but ASCII and safe integers
  const body = {
    _sd: [...digests, mark, ...decoys(7 - digests.length)].sort(),
    at: at.toISOString(),
    id,
    k: event,
    ...(mandate ? { m: { id: mandate.ref, n: mandate.n, prev: mandate.prev.toString('base64url') } } : {}),
    v: 1,
  };
  const leaf = Buffer.from(JSON.stringify(body));
  if (leaf.length > 16_384) throw new Error('a journal entry is larger than 16,384 bytes');
  return leaf;
}

/** The disclosure of one field: `[salt, name, value]`, whose digest stands in the leaf. The salt derives from the subject's key and dies with it. */
export function disclosure({
  dek,
  id,
  name,
  value,
}: {
  readonly dek: Buffer;
  readonly id: string;
  readonly name: string;
  readonly value: Value;
}): string {
  const salt = hmac(derived(dek).salt, `procura-salt/v1\0${id}\0${name}`).subarray(0, 16);
  // canonical as it stands: no member to put in order
  return Buffer.from(JSON.stringify([salt.toString('base64url'), name, value])).toString('base64url');
}

/** The values of one subject, sealed for this entry only. */
export function sealFields(id: string, { subjectRef, dek, fields }: SubjectFields): Buffer {
  return sealWith(derived(dek).seal, sealContext(id, subjectRef), canonical(fields));
}

/** Undoes `sealFields`; throws when the sealed value is not the one that was written for this entry and subject. */
export function openFields(
  id: string,
  { subjectRef, dek, blob }: { readonly subjectRef: string; readonly dek: Buffer; readonly blob: Buffer },
): Readonly<Record<string, Value>> {
  // what `sealFields` wrote, authenticated
  return JSON.parse(openWith(derived(dek).seal, sealContext(id, subjectRef), blob).toString()) as Record<string, Value>;
}

/** Canonical JSON (RFC 8785). */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('a value that JSON cannot hold');
  return text;
}

interface Derived {
  readonly salt: Buffer;
  readonly seal: Buffer;
}

// an entry has several fields under one key; what derives from the key is forgotten with it
const derivedKeys = new WeakMap<Buffer, Derived>();

function derived(dek: Buffer): Derived {
  const known = derivedKeys.get(dek);
  if (known) return known;
  // HKDF (RFC 5869) of one block for each of two keys, in three hashes: the library's takes as long as all the rest of an entry
  const extracted = hmac('', dek);
  const made = { salt: hmac(extracted, 'salt\x01'), seal: hmac(extracted, 'enc\x01') };
  derivedKeys.set(dek, made);
  return made;
}

const hmac = (key: Buffer | string, text: Buffer | string): Buffer => createHmac('sha256', key).update(text).digest();

const sealContext = (id: string, subjectRef: string): string => `procura-seal/v1\0${id}\0${subjectRef}`;

/** How a disclosure stands in the leaf. */
export function digestOf(text: string): string {
  return hash('sha256', text, 'base64url');
}

/**
 * What looks like a digest, and says to whoever has our keys for how many subjects something was sealed in an entry: an audit tells by it
 * what was erased or lost since.
 */
export function markOf(vault: Vault, id: string, subjects: number): string {
  return vault.fingerprint('sealed-for', `${id}\0${String(subjects)}`).toString('base64url');
}

/** What looks like digests and is none, so that nobody counts the fields. */
function decoys(count: number): string[] {
  const random = noise(32 * Math.max(0, count));
  return Array.from({ length: Math.max(0, count) }, (_, index) => random.toString('base64url', 32 * index, 32 * (index + 1)));
}
