import canonicalize from 'canonicalize';
import { createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { digestOf, disclosure, makeLeaf, openFields, sealFields, type Value } from '../../src/journal/leaf.ts';
import { NoteError } from '../../src/journal/note.ts';
import { parseLeaf } from '../../src/journal/receipt.ts';
import { noise, openWith } from '../../src/vault.ts';
import '../../public/verify-journal.js';

type Verifier = { readEntry: (text: string, at: number) => unknown };
const { readEntry } = (globalThis as unknown as { journalVerifier: Verifier }).journalVerifier; // that script's only export

const text = fc.string({ unit: 'binary', maxLength: 60 });
const value: fc.Arbitrary<Value> = fc.oneof(text, fc.boolean(), fc.maxSafeInteger(), fc.array(text, { maxLength: 4 }));
const fields = fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,12}$/), value, { maxKeys: 30 });
const mandate = fc.option(fc.record({ ref: fc.uuid(), n: fc.integer({ min: 1, max: 2 ** 31 - 1 }), prev: fc.constant(randomBytes(32)) }));

function made({ given, of }: { given: Record<string, Value>; of: { ref: string; n: number; prev: Buffer } | null }) {
  const subject = { subjectRef: randomUUID(), dek: randomBytes(32), fields: given };
  const facts = { id: randomUUID(), event: 'mandate_used', at: new Date('2026-11-25T09:00:00.000Z') } as const;
  const mark = randomBytes(32).toString('base64url');
  return { subject, id: facts.id, leaf: makeLeaf({ ...facts, mandate: of, subjects: [subject], mark }) };
}

test('whatever an entry says, its leaf is canonical, holds each field’s digest and none of its values', () => {
  fc.assert(
    fc.property(fields, mandate, (given, of) => {
      const { subject, id, leaf } = made({ given, of });
      expect(canonicalize(JSON.parse(leaf.toString()))).toBe(leaf.toString());
      const parsed = parseLeaf(leaf);
      expect(parsed).toMatchObject({ id, v: 1, ...(of && { m: { id: of.ref, n: of.n } }) });
      expect(parsed._sd.length).toBeGreaterThanOrEqual(8);
      for (const [name, one] of Object.entries(given))
        expect(parsed._sd).toContain(digestOf(disclosure({ dek: subject.dek, id, name, value: one })));
      expect(openFields(id, { ...subject, blob: sealFields(id, subject) })).toEqual(given);
    }),
    { numRuns: 300 },
  );
});

test('a leaf that is too large is never made', () => {
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 450 }), (count) => {
      const given = Object.fromEntries(Array.from({ length: count }, (_, n) => [`field${String(n)}`, n]));
      try {
        expect(made({ given, of: null }).leaf.length).toBeLessThanOrEqual(16_384);
      } catch (error) {
        expect(error).toMatchObject({ message: 'a journal entry is larger than 16,384 bytes' });
      }
    }),
    { numRuns: 30 },
  );
});

test('the keys that salt and seal an entry are those that HKDF gives of the subject’s', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uuid(), (bytes, id) => {
      const subject = { subjectRef: randomUUID(), dek: Buffer.from(bytes), fields: { client: 'impots' } };
      const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', subject.dek, '', use, 32));
      const [salt] = JSON.parse(
        Buffer.from(disclosure({ dek: subject.dek, id, name: 'client', value: 'impots' }), 'base64url').toString(),
      ) as [string];
      const expected = createHmac('sha256', keyFor('salt')).update(`procura-salt/v1\0${id}\0client`).digest().subarray(0, 16);
      expect(salt).toBe(expected.toString('base64url'));
      const context = `procura-seal/v1\0${id}\0${subject.subjectRef}`;
      expect(openWith(keyFor('enc'), context, sealFields(id, subject)).toString()).toBe('{"client":"impots"}');
    }),
  );
});

test('no nonce is given twice, nor anything that hides how many fields there are', () => {
  const given = Array.from({ length: 3_000 }, () => made({ given: { client: 'impots' }, of: null }));
  const nonces = given.map(({ id, subject }) => sealFields(id, subject).toString('hex', 1, 13));
  expect(new Set(nonces).size).toBe(given.length);
  const digests = given.flatMap(({ leaf }) => parseLeaf(leaf)._sd);
  expect(new Set(digests).size).toBe(digests.length);
  expect(noise(20_000)).toHaveLength(20_000); // more than is drawn at once
});

/** The same to whoever parses JSON carelessly, in other bytes. */
const respelled: readonly ((leaf: string, at: number) => string)[] = [
  (leaf) => leaf.replace('{', '{"v":1,'),
  (leaf) => leaf.replace('}', ',"v":1}'),
  (leaf) => leaf.replace(/^\{("_sd":.*\]),(.*)\}$/, '{$2,$1}'),
  (leaf) => leaf.replace('"v":1', '"v":1.0'),
  (leaf) => leaf.replace('"v":1', '"v":1e0'),
  (leaf) => leaf.replace('mandate_used', '\\u006dandate_used'),
  (leaf) => leaf.replace('"k"', '"\\u006b"'),
  (leaf) => `${leaf}\n`,
  (leaf) => `\ufeff${leaf}`,
  (leaf, at) => {
    const places = [...leaf.matchAll(/[{}[\],:]/g)].map(({ index }) => index + 1);
    const place = places[at % places.length] ?? 0;
    return `${leaf.slice(0, place)} ${leaf.slice(place)}`;
  },
];

test('a leaf spelled otherwise, with a member twice, or in another order is refused by whoever reads it', () => {
  fc.assert(
    fc.property(fields, mandate, fc.constantFrom(...respelled), fc.nat(), (given, of, respell, at) => {
      const leaf = made({ given, of }).leaf.toString();
      const other = respell(leaf, at);
      fc.pre(other !== leaf);
      expect(() => parseLeaf(Buffer.from(other))).toThrow(NoteError);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['k', (leaf: string) => leaf.replace('mandate_used', '\\ud800')],
  ['m.prev', (leaf: string) => leaf.replace('"prev":""', '"prev":"\\udc00"')],
])('half a character in %s has no canonical form: every reader refuses the leaf, and says so', (_where, spoil) => {
  const leaf = made({ given: {}, of: { ref: randomUUID(), n: 1, prev: Buffer.alloc(0) } }).leaf.toString();
  const other = spoil(leaf);
  expect(other).not.toBe(leaf);
  expect(() => parseLeaf(Buffer.from(other))).toThrow(new NoteError('the entry is not canonical'));
  expect(() => readEntry(other, 0)).toThrow(expect.objectContaining({ reason: 'not_canonical' }));
});
