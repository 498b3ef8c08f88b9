import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import '../../public/verify-journal.js';
import { makeLeaf } from '../../src/journal/leaf.ts';
import { hashLeaf } from '../../src/journal/merkle.ts';

type Mandate = { readonly id: string; readonly n: number; readonly prev: string } | undefined;

interface Read {
  readonly index: number;
  readonly mandate: Mandate;
  readonly hash: string;
}

const { readEntry, readLine } = (
  globalThis as unknown as {
    journalVerifier: {
      readEntry: (text: string, at: number) => { m?: Mandate };
      readLine: (bytes: Uint8Array, from: number, to: number) => Read | null;
    };
  }
).journalVerifier;

/** What the line says, read exactly; or that it is refused. */
function exact(line: string): Read | 'refused' {
  try {
    const { index, leaf } = JSON.parse(line) as { index: number; leaf: string };
    const hash = hashLeaf(Buffer.from(leaf)).toString('base64url');
    return { index, mandate: readEntry(leaf, 7).m, hash };
  } catch {
    return 'refused';
  }
}

/** The same, read quickly, between other lines; null: left to the exact reading. */
function quick(line: string): Read | null {
  const bytes = Buffer.from(line);
  const found = readLine(Buffer.concat([before, bytes, before]), before.length, before.length + bytes.length);
  return found && { index: found.index, mandate: found.mandate || undefined, hash: found.hash };
}

const lineOf = (text: string, index = 7) => JSON.stringify({ index, leaf: text });

function leaf({ fields = 3, mandate = true, n = 2 }: { fields?: number; mandate?: boolean; n?: number } = {}): string {
  const values = Object.fromEntries(Array.from({ length: fields }, (_, place) => [`field${place}`, place]));
  return makeLeaf({
    ...{ id: randomUUID(), event: 'mandate_used', at: new Date('2026-11-25T09:00:00.000Z') },
    mandate: mandate ? { ref: randomUUID(), n, prev: n === 1 ? Buffer.alloc(0) : randomBytes(32) } : null,
    subjects: [{ subjectRef: randomUUID(), dek: randomBytes(32), fields: values }],
    mark: randomBytes(32).toString('base64url'),
  }).toString();
}

const before = Buffer.from(`${lineOf(leaf({ fields: 20 }))}\n`);

test('an entry read quickly says what it says read exactly', () => {
  for (const one of [leaf(), leaf({ n: 1 }), leaf({ mandate: false }), leaf({ fields: 20 }), leaf({ n: 999_999_999_999_999 })]) {
    const line = lineOf(one, 4_711);
    expect(exact(line)).toMatchObject({ index: 4_711 });
    expect(quick(line)).toEqual(exact(line));
  }
});

test('whatever is changed in an entry or its line, what is read quickly is what is read exactly; what would be refused is left', () => {
  const pieces = [
    '"',
    '\\',
    ',',
    '{',
    '}',
    ']',
    ' ',
    '0',
    '9',
    'A',
    'z',
    '-',
    '_',
    'é',
    '\u0000',
    '\ud800',
    '"m":',
    '"v":1',
    '\\u0041',
    '1e3',
  ];
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.array(fc.tuple(fc.nat(700), fc.nat(3), fc.constantFrom(...pieces, '')), { minLength: 1, maxLength: 3 }),
      (mandate, changes) => {
        const change = (given: string) =>
          changes.reduce((now, [at, gone, piece]) => now.slice(0, at) + piece + now.slice(at + gone), given);
        for (const line of [lineOf(change(leaf({ mandate }))), change(lineOf(leaf({ mandate })))])
          expect([null, exact(line)]).toContainEqual(quick(line));
      },
    ),
    { numRuns: 1_000 },
  );
});

test('digests out of order, twice, too short or too long are refused exactly, and not read quickly', () => {
  const text = leaf({ fields: 8 });
  const digests = (JSON.parse(text) as { _sd: string[] })._sd;
  for (const other of [
    digests.toReversed(),
    [...digests, digests.at(-1)],
    digests.map((digest) => digest.slice(1)),
    digests.map((digest) => `${digest}A`),
    digests.map((digest) => `${digest.slice(0, -1)}+`),
  ]) {
    const line = lineOf(text.replace(JSON.stringify(digests), JSON.stringify(other)));
    expect([exact(line), quick(line)]).toEqual(['refused', null]);
  }
  expect(quick(lineOf(text.replace(JSON.stringify(digests), '[]')))).toBeNull();
});

test.each(['07', '-7', '7.0', '7e0', '1234567890123456', '"7"'])('a place written as %s is not read quickly', (place) => {
  expect(quick(`{"index":${place},"leaf":${JSON.stringify(leaf())}}`)).toBeNull();
});
