import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { checkpointText } from '../../src/journal/checkpoint.ts';
import { hashLeaf } from '../../src/journal/merkle.ts';
import { openSigner, signNote, type Signer } from '../../src/journal/note.ts';
import { writeReceipt } from '../../src/journal/receipt.ts';
import { plainInclusion, plainRoot } from './plain-tree.ts';

export const logSigner = openSigner('journal.procura.test/2026', Buffer.alloc(32, 7));
export const witnesses = [9, 10, 11].map((seed, index) => openSigner(`witness${index + 1}.example`, Buffer.alloc(32, seed), 4));
export const examplePolicy = `log ${logSigner.vkey}
${witnesses.map(({ vkey }, index) => `witness W${index + 1} ${vkey}`).join('\n')}
group G 2 W1 W2 W3
quorum G
`;

const shown = [
  ['AAAAAAAAAAAAAAAAAAAAAQ', 'procedure', 'papiers'],
  ['AAAAAAAAAAAAAAAAAAAAAg', 'helper', 'Armand'],
].map((field) => Buffer.from(canonicalize(field) ?? '').toString('base64url'));

/** An entry of a log of five, all alike but for their ids. */
export function leaf(index: number): Buffer {
  const digests = [...shown, 'a', 'b', 'c', 'd', 'e', 'f'].map((text) => hash('sha256', text, 'base64url')).sort();
  const body = {
    _sd: digests,
    at: '2026-11-22T09:00:00.000Z',
    id: `00000000-0000-4000-8000-00000000000${String(index)}`,
    k: 'mandate_used',
    v: 1,
  };
  return Buffer.from(canonicalize(body) ?? '');
}

/** The log's checkpoint at this size, with these cosignatures. */
export function cosigned(size: number, by: readonly Signer[]): string {
  const text = checkpointText({ origin: logSigner.name, size, root: plainRoot(leaves.slice(0, size)) });
  return signNote(text, [logSigner]) + by.map((witness) => witness.signatureOf(text, 1_795_342_272)).join('');
}

/** The receipt of the second entry, with two of its eight fields. */
export function exampleReceipt(): string {
  return writeReceipt({
    index: 1,
    proof: plainInclusion(leaves, 1),
    leaf: leaf(1),
    disclosures: shown,
    checkpoint: cosigned(5, witnesses),
  });
}

const leaves = [0, 1, 2, 3, 4].map((index) => hashLeaf(leaf(index)));
