/** An entry's text of the usual length. */
export const exampleLeaf = Buffer.from(
  JSON.stringify({
    _sd: Array.from({ length: 8 }, (_, index) => `${String(index)}${'x'.repeat(42)}`),
    at: '2026-11-22T10:11:13.000Z',
    id: '00000000-0000-4000-8000-000000000002',
    k: 'mandate_used',
    v: 1,
  }),
);
