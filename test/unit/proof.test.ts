import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { inclusionFault } from '../../src/journal/merkle.ts';
import { NoteError } from '../../src/journal/note.ts';
import { parsePolicy } from '../../src/journal/policy.ts';
import { parseReceipt, verifyReceipt, writeReceipt } from '../../src/journal/receipt.ts';
import { cosigned, exampleReceipt, examplePolicy, leaf, logSigner, witnesses } from '../support/receipts.ts';
import { numberedLeaves, plainInclusion, plainRoot } from '../support/plain-tree.ts';
import { sigstoreAgrees } from '../support/sigstore.ts';

const receipt = exampleReceipt();
const policy = parsePolicy(examplePolicy);

test('a receipt proves its entry and the fields shown, and says how many are not', () => {
  expect(verifyReceipt(receipt, policy)).toMatchObject({
    index: 1,
    checkpoint: { origin: logSigner.name, size: 5 },
    leaf: { k: 'mandate_used' },
    fields: { procedure: 'papiers', helper: 'Armand' },
    undisclosed: 6,
  });
});

test('our published proof file is written to the byte', () => {
  const { procura } = JSON.parse(readFileSync('test/vectors/formats.json', 'utf8')) as {
    procura: { tlogProofIndex1: string; leafHashes: string[]; checkpoint: string };
  };
  const proof = plainInclusion(
    procura.leafHashes.map((hash) => Buffer.from(hash, 'hex')),
    1,
  );
  const written = writeReceipt({ index: 1, proof, leaf: Buffer.from('{}'), disclosures: [], checkpoint: procura.checkpoint });
  expect(written.replace(/^extra .*\n/m, '')).toBe(procura.tlogProofIndex1);
});

test('each character of a receipt counts', () => {
  fc.assert(
    fc.property(fc.nat(receipt.length - 1), fc.constantFrom('A', 'z', '0', '\n', ' ', '='), (at, character) => {
      fc.pre(receipt[at] !== character);
      const altered = receipt.slice(0, at) + character + receipt.slice(at + 1);
      try {
        // a cosignature whose name or id was altered is a stranger's: the two others still make the quorum
        expect(verifyReceipt(altered, policy).checkpoint.signatures).toHaveLength(3);
      } catch (error) {
        expect(error).toBeInstanceOf(NoteError);
      }
    }),
    { numRuns: 600 },
  );
});

const lines = (change: (text: string) => string) => change(receipt);
const { index, proof, disclosures, checkpoint } = parseReceipt(receipt);
const rewritten = (facts: object) => writeReceipt({ index, proof, leaf: leaf(1), disclosures, checkpoint, ...facts });

test.each([
  ['another place', rewritten({ index: 2 })],
  ['a place beyond the tree', rewritten({ index: 5 })],
  ['another entry', rewritten({ leaf: leaf(2) })],
  ['one byte of the entry', rewritten({ leaf: Buffer.from(leaf(1).toString().replace('mandate_used', 'mandate_usee')) })],
  ['an entry written with a space', rewritten({ leaf: Buffer.from(leaf(1).toString().replace('{', '{ ')) })],
  ['a member twice', rewritten({ leaf: Buffer.from(leaf(1).toString().replace('{', '{"v":1,')) })],
  ['a forged field', rewritten({ disclosures: [Buffer.from('["AAAAAAAAAAAAAAAAAAAAAA","procedure","argent"]').toString('base64url')] })],
  ['a field shown twice', rewritten({ disclosures: [...disclosures, ...disclosures] })],
  ['no cosignature', rewritten({ checkpoint: cosigned(5, []) })],
  ['one cosignature of the two needed', rewritten({ checkpoint: cosigned(5, witnesses.slice(0, 1)) })],
  [
    'one witness twice',
    rewritten({ checkpoint: cosigned(5, witnesses.slice(0, 1)) + cosigned(5, witnesses.slice(0, 1)).split('\n').slice(-2).join('\n') }),
  ],
  ['the checkpoint of another tree', rewritten({ checkpoint: cosigned(4, witnesses) })],
  ['nothing', ''],
  ['a first line of another version', lines((text) => text.replace('@v1', '@v2'))],
  ['too long a proof', rewritten({ proof: [...proof, ...proof] })],
  ['64 hashes', rewritten({ proof: Array.from({ length: 64 }, () => proof[0] ?? Buffer.alloc(32)) })],
  ['a page of HTML', '<!doctype html>\n\n<p>404</p>\n'],
])('a receipt is refused: %s', (_what, bad) => {
  expect(() => verifyReceipt(bad, policy)).toThrow(NoteError);
});

test('a bad cosignature of a witness we know spoils the receipt', () => {
  const other = cosigned(4, witnesses).split('\n').at(-2) ?? '';
  expect(() => verifyReceipt(rewritten({ checkpoint: `${cosigned(5, witnesses.slice(0, 2))}${other}\n` }), policy)).toThrow('is wrong');
});

test.each([
  ['no log', 'quorum none'],
  ['no quorum', `log ${logSigner.vkey}`],
  ['two quorums', `log ${logSigner.vkey}\nquorum none\nquorum none`],
  ['an unknown word', `log ${logSigner.vkey}\nquorum none\nlogs x`],
  ['a quorum nobody defined', `log ${logSigner.vkey}\nquorum G`],
  ['a group larger than it is', `log ${logSigner.vkey}\nwitness W ${witnesses[0]?.vkey}\ngroup G 2 W\nquorum G`],
  ['a member twice', `log ${logSigner.vkey}\nwitness W ${witnesses[0]?.vkey}\ngroup G 2 W W\nquorum G`],
  ['a witness twice', `log ${logSigner.vkey}\nwitness W ${witnesses[0]?.vkey}\nwitness X ${witnesses[0]?.vkey}\nquorum W`],
  ['a log’s key for a witness', `log ${logSigner.vkey}\nwitness W ${logSigner.vkey}\nquorum W`],
  ['a witness’s key for a log', `log ${witnesses[0]?.vkey}\nquorum none`],
])('a policy is refused: %s', (_what, bad) => {
  expect(() => parsePolicy(bad)).toThrow(NoteError);
});

test('groups may be made of groups; without a witness asked for, the log’s word is enough', () => {
  const names = witnesses.map(({ vkey }, place) => `witness W${place} ${vkey}`).join('\n');
  const nested = `log ${logSigner.vkey} # ours\n\n${names}\ngroup A any W0 W1\ngroup B all A W2\nquorum B\n`;
  expect(parsePolicy(nested).fewest).toBe(2);
  expect(() => verifyReceipt(receipt, parsePolicy(nested))).not.toThrow();
  expect(() => verifyReceipt(rewritten({ checkpoint: cosigned(5, witnesses.slice(0, 2)) }), parsePolicy(nested))).toThrow('too few');
  expect(() => verifyReceipt(rewritten({ checkpoint: cosigned(5, []) }), parsePolicy(`log ${logSigner.vkey}\nquorum none`))).not.toThrow();
});

test('an independent implementation agrees about every proof, good or bad', () => {
  const all = numberedLeaves(700);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 700 }), fc.nat(), fc.nat(7), (size, seed, mutation) => {
      const tree = all.slice(0, size);
      const at = seed % size;
      const [good, root] = [plainInclusion(tree, at), plainRoot(tree)];
      const hashes = [good, good.slice(1), [...good, root], good.toReversed()][mutation % 4] ?? good;
      const place = mutation > 3 ? (at + 1) % size : at;
      const ours = inclusionFault({ index: place, size, leaf: all[at] ?? root, proof: hashes, root });
      expect(sigstoreAgrees(`leaf ${String(at)}`, { index: place, size, hashes, root })).toBe(ours === null);
    }),
    { numRuns: 1_000 },
  );
});
