import { readFileSync } from 'node:fs';
import { hash } from 'node:crypto';
import fc from 'fast-check';
import '../../public/verify-journal.js';
import { checkpointText } from '../../src/journal/checkpoint.ts';
import { hashLeaf } from '../../src/journal/merkle.ts';
import { signNote } from '../../src/journal/note.ts';
import { writeReceipt } from '../../src/journal/receipt.ts';
import { cosigned, examplePolicy, exampleReceipt, leaf, logSigner, witnesses } from '../support/receipts.ts';

interface File {
  readonly name: string;
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

interface Verifier {
  readonly judge: (files: readonly File[], given: { vkeys?: readonly string[]; policy?: string; since?: File }) => Promise<string[]>;
  readonly plainSha256: (...parts: readonly (Uint8Array | readonly number[])[]) => Uint8Array;
  readonly sentence: (error: unknown) => string;
  readonly isWrong: (error: unknown) => boolean;
}

// The file is a plain script, so that it runs as a program, in a page, and here: it leaves its one name in the global scope.
const { judge, sentence, isWrong, plainSha256 } = (globalThis as unknown as { journalVerifier: Verifier }).journalVerifier;

function file(contents: string | Uint8Array, name = 'file'): File {
  return {
    name,
    chunks: async function* () {
      yield typeof contents === 'string' ? new TextEncoder().encode(contents) : contents;
    },
  };
}

async function verdict(contents: string | Uint8Array, given: Parameters<Verifier['judge']>[1] = { policy: examplePolicy }) {
  try {
    return { isGood: true, said: (await judge([file(contents)], given)).join('\n') };
  } catch (error) {
    return { isGood: false, isWrong: isWrong(error), said: sentence(error) };
  }
}

const receipt = exampleReceipt();

test('a proof says what is shown, and how much is not', async () => {
  const found = await verdict(receipt);
  expect(found.said).toContain('Entry 1 is in the journal');
  expect(found.said).toContain('mandate_used, 2026-11-22T09:00:00.000Z; 6 digests are not opened.\n  procedure: papiers\n  helper: Armand');
});

test('each character of a proof counts: altered, it is refused in one sentence, or says the same with a signature less', async () => {
  const strict = { policy: examplePolicy.replace('group G 2', 'group G all') };
  await fc.assert(
    fc.asyncProperty(fc.nat(receipt.length - 1), fc.constantFrom('A', '0', '\n', ' ', 'é', '='), async (at, character) => {
      fc.pre(receipt[at] !== character);
      const found = await verdict(receipt.slice(0, at) + character + receipt.slice(at + 1), strict);
      expect([found.isGood, found.said]).toEqual([false, expect.stringMatching(/^(Cannot judge|Entry|Wrong signature)[^\n]*\.$/)]);
    }),
    { numRuns: 300 },
  );
});

test.each<[what: string, contents: string, said: RegExp]>([
  ['nothing', '', /^Cannot judge: .* is malformed/],
  ['a picture', '\u0089PNG\r\n\u001a\n', /^Cannot judge/],
  ['JSON of something else', '{"a":1}\n', /^Cannot judge: export is malformed/],
  ['half a proof', receipt.slice(0, 200), /^Cannot judge/],
  ['a header alone', '{"export":"procura-journal/v1","origin":"x","from":0,"size":3}\n', /^The export stops after 0 entries/],
  ['a header that lies', '{"export":"procura-journal/v1","origin":"x","from":-1,"size":"3"}\n', /^Cannot judge/],
  ['a header with false roots', '{"export":"procura-journal/v1","origin":"x","from":0,"size":3,"before":[null]}\n', /^Cannot judge/],
  ['a tile of nonsense', '{"export":"procura-journal/v1","origin":"x","from":0,"size":3}\n{"tile":0,"hashes":"%"}\n', /cannot be read/],
])('malformed input is one sentence: %s', async (_what, contents, said) => {
  const found = await verdict(contents);
  expect(found).toMatchObject({ isGood: false, said: expect.stringMatching(said) });
  expect(found.said).not.toContain('\n');
});

test('bytes of any kind never crash it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, isExport) => {
      const head = isExport ? '{"export":"procura-journal/v1","origin":"x","from":0,"size":3}\n' : '';
      const found = await verdict(new Uint8Array([...new TextEncoder().encode(head), ...bytes]));
      expect(found).toMatchObject({ isGood: false, said: expect.stringMatching(/^[^\n]+\.$/) });
      expect(found.said).not.toMatch(/undefined|of null|is not a function|TypeError/);
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['no key at all', {}],
  ['a key with a wrong id', { vkeys: [logSigner.vkey.replace('+3eb351c6+', '+3eb351c7+')] }],
  ['a policy with a group of nobody', { policy: `log ${logSigner.vkey}\ngroup G 1 X\nquorum G` }],
  ['a policy in prose', { policy: 'trust us' }],
])('without a usable key nothing is judged: %s', async (_what, given) => {
  expect(await verdict(receipt, given)).toMatchObject({ isGood: false, isWrong: false });
});

test('one cosignature less than the policy asks for is too few', async () => {
  expect(await verdict(cosigned(5, witnesses.slice(1)))).toMatchObject({ isGood: true });
  expect(await verdict(cosigned(5, witnesses.slice(2)))).toMatchObject({
    isWrong: true,
    said: expect.stringContaining('too few witnesses'),
  });
});

test('two receipts under two roots of one size are a split view', async () => {
  const other = signNote(checkpointText({ origin: logSigner.name, size: 1, root: hashLeaf(leaf(2)) }), [logSigner]);
  const one = writeReceipt({ index: 0, proof: [], leaf: leaf(2), disclosures: [], checkpoint: other });
  const two = { ...{ index: 0, proof: [], leaf: leaf(0), disclosures: [] }, checkpoint: cosigned(1, []) };
  const error: unknown = await judge([file(one), file(writeReceipt(two))], { vkeys: [logSigner.vkey] }).catch((thrown: unknown) => thrown);
  expect(sentence(error)).toBe('Two histories were signed: at 1 entries the two roots differ.');
});

const { procura } = JSON.parse(readFileSync('test/vectors/formats.json', 'utf8')) as {
  procura: { leaves: string[]; root3: string; logVkey: string; witnessVkey: string; checkpoint: string };
};

const policy = `log ${procura.logVkey}\nwitness W ${procura.witnessVkey}\nquorum W`;
const published = [
  { export: 'procura-journal/v1', origin: 'journal.procura.test/2026', from: 0, size: 3, before: [] },
  { tile: 0, hashes: Buffer.concat(procura.leaves.map((one) => hashLeaf(Buffer.from(one)))).toString('base64') },
  ...procura.leaves.map((one, index) => ({ index, leaf: one })),
  { checkpoint: procura.checkpoint },
].map((line) => JSON.stringify(line));

test('our published vector: three entries under their checkpoint, cosigned', async () => {
  expect(await verdict(published.join('\n'), { policy })).toMatchObject({ isGood: true });
});

test('any bit of the entries in an export', async () => {
  const whole = Buffer.from(published.join('\n'));
  const [from, to] = [whole.indexOf('{"index":0'), whole.indexOf('\n{"checkpoint"')];
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: from, max: to - 1 }), fc.nat(7), async (at, bit) => {
      const bytes = Buffer.from(whole);
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
      expect(await verdict(bytes, { policy })).toMatchObject({ isWrong: true, said: expect.stringMatching(/^[^\n]+\.$/) });
    }),
    { numRuns: 500 },
  );
});

test('its own SHA-256, for browsers, is SHA-256 for texts of every length around its blocks', () => {
  for (const length of [0, 1, 54, 55, 56, 63, 64, 65, 118, 119, 120, 513, 5_000, 20_000]) {
    const bytes = Buffer.from('é'.repeat(length)).subarray(0, length);
    expect(Buffer.from(plainSha256([1], bytes))).toEqual(hash('sha256', Buffer.concat([Buffer.of(1), bytes]), 'buffer'));
  }
});
