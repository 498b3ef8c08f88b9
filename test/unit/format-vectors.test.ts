import { readFileSync } from 'node:fs';
import '../../public/verify-journal.js';
import type { EventName } from '../../src/journal/events.ts';
import { canonical, digestOf, disclosure, makeLeaf, type Value } from '../../src/journal/leaf.ts';
import { hashLeaf } from '../../src/journal/merkle.ts';
import { parseLeaf } from '../../src/journal/receipt.ts';

interface Vectors {
  jcs: { cases: { name: string; input: string; output: string }[] };
  sdjwt: { cases: [disclosure: string, digest: string][] };
  entry: {
    dekHex: string;
    id: string;
    event: EventName;
    at: string;
    mandate: { ref: string; n: number; prevHex: string };
    mark: string;
    fields: Record<string, Value>;
    disclosures: Record<string, string>;
    leaf: string;
    leafHash: string;
  };
}

const vectors = JSON.parse(readFileSync('test/vectors/formats.json', 'utf8')) as Vectors;
const { entry, jcs, sdjwt } = vectors;

test('each section of the vectors is read: here, by notes (signedNote, procura) or by the witness', () => {
  expect(Object.keys(vectors)).toEqual(['note', 'signedNote', 'witness', 'sdjwt', 'jcs', 'procura', 'entry']);
});

test.each(jcs.cases)('canonical JSON is that of RFC 8785: $name', ({ input, output }) => {
  expect(canonical(JSON.parse(input))).toBe(output);
});

test.each(sdjwt.cases)('the digest of a disclosure is that of RFC 9901: %s', (shown, digest) => {
  expect(digestOf(shown)).toBe(digest);
});

test('an entry is made to the byte as an independent program makes it, with its salts and digests, and read again', () => {
  const { id, event, mark, fields } = entry;
  const dek = Buffer.from(entry.dekHex, 'hex');
  for (const [name, value] of Object.entries(fields)) expect(disclosure({ dek, id, name, value })).toBe(entry.disclosures[name]);
  const mandate = { ref: entry.mandate.ref, n: entry.mandate.n, prev: Buffer.from(entry.mandate.prevHex, 'hex') };
  const leaf = makeLeaf({ id, event, at: new Date(entry.at), mandate, subjects: [{ subjectRef: id, dek, fields }], mark });
  expect(leaf.toString()).toBe(entry.leaf);
  expect(hashLeaf(leaf).toString('hex')).toBe(entry.leafHash);
  const { readEntry } = (globalThis as unknown as { journalVerifier: { readEntry: (text: string, at: number) => unknown } })
    .journalVerifier;
  expect(readEntry(entry.leaf, 0)).toEqual(parseLeaf(leaf));
});
