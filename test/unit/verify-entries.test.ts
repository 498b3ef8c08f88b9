import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import '../../public/verify-journal.js';
import { makeLeaf } from '../../src/journal/leaf.ts';

type Mandate = { readonly id: string; readonly n: number; readonly prev: string } | undefined;

const { readEntry, readMandate } = (
  globalThis as unknown as {
    journalVerifier: { readEntry: (text: string, at: number) => { m?: Mandate }; readMandate: (text: string, at: number) => Mandate };
  }
).journalVerifier;

/** What is read, or that it is refused. */
function found(read: (text: string, at: number) => Mandate, text: string): unknown {
  try {
    return read(text, 7) ?? 'no mandate';
  } catch (error) {
    return { refused: error instanceof Error ? error.message : error };
  }
}

/** The way that is exact, and the one that is quick. */
const both = (text: string) => [found((given, at) => readEntry(given, at).m, text), found(readMandate, text)];

function leaf({ fields = 3, mandate = true, n = 2 }: { fields?: number; mandate?: boolean; n?: number } = {}): string {
  const values = Object.fromEntries(Array.from({ length: fields }, (_, place) => [`field${place}`, place]));
  return makeLeaf({
    ...{ id: randomUUID(), event: 'mandate_used', at: new Date('2026-11-25T09:00:00.000Z') },
    mandate: mandate ? { ref: randomUUID(), n, prev: n === 1 ? Buffer.alloc(0) : randomBytes(32) } : null,
    subjects: [{ subjectRef: randomUUID(), dek: randomBytes(32), fields: values }],
    mark: randomBytes(32).toString('base64url'),
  }).toString();
}

test('an entry read quickly says what it says read exactly', () => {
  for (const one of [leaf(), leaf({ n: 1 }), leaf({ mandate: false }), leaf({ fields: 20 }), leaf({ n: 999_999_999_999_999 })]) {
    const [exact, quick] = both(one);
    expect(exact).not.toHaveProperty('refused');
    expect(quick).toEqual(exact);
  }
});

test('whatever is changed in an entry, it is read the same both ways, or refused both ways', () => {
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
        const text = changes.reduce((now, [at, gone, piece]) => now.slice(0, at) + piece + now.slice(at + gone), leaf({ mandate }));
        const [exact, quick] = both(text);
        expect(quick).toEqual(exact);
      },
    ),
    { numRuns: 3_000 },
  );
});

test('digests out of order, twice, too short or too long are refused both ways', () => {
  const text = leaf({ fields: 8 });
  const digests = (JSON.parse(text) as { _sd: string[] })._sd;
  const written = JSON.stringify(digests);
  for (const other of [
    digests.toReversed(),
    [...digests, digests.at(-1)],
    digests.map((digest) => digest.slice(1)),
    digests.map((digest) => `${digest}A`),
    digests.map((digest) => `${digest.slice(0, -1)}+`),
  ])
    expect(both(text.replace(written, JSON.stringify(other)))).toEqual([{ refused: 'altered' }, { refused: 'altered' }]);
  const none = both(text.replace(written, '[]'));
  expect(none[1]).toEqual(none[0]);
});
