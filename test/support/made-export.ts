import { randomBytes, randomUUID } from 'node:crypto';
import { checkpointText } from '../../src/journal/checkpoint.ts';
import { hashLeaf } from '../../src/journal/merkle.ts';
import { openSigner, signNote } from '../../src/journal/note.ts';
import { TreeBuilder } from '../../src/journal/tree-builder.ts';

/** Who signs what is made here. */
export const exportSigner = openSigner('bench.example/journal', Buffer.alloc(32, 7));

/**
 * An export as ours are, of so many entries of some mandates in turn, made without a database: a tile and its entries at a time. At the
 * place `skips` a number of a mandate was left out, and signed so.
 */
export function* madeExport(size: number, mandateCount = 1_000, skips = -1): Generator<string> {
  const tree = new TreeBuilder();
  const mandates = Array.from({ length: mandateCount }, () => ({ id: randomUUID(), n: 0, prev: '' }));
  yield line({ export: 'procura-journal/v1', origin: exportSigner.name, from: 0, size, before: [] });
  for (let from = 0; from < size; from += 256) {
    const leaves = Array.from({ length: Math.min(256, size - from) }, (_, at) => {
      const mandate = mandates[(from + at) % mandateCount];
      if (mandate && from + at === skips) mandate.n += 1;
      return nextLeaf(mandate);
    });
    const hashes = leaves.map((leaf) => hashLeaf(Buffer.from(leaf)));
    hashes.forEach((hash, at) => {
      tree.append(hash, BigInt(from + at));
    });
    tree.takeChanged();
    const tile = line({ tile: from / 256, hashes: Buffer.concat(hashes).toString('base64') });
    yield tile + leaves.map((leaf, at) => line({ index: from + at, leaf })).join('');
  }
  yield line({ checkpoint: signNote(checkpointText({ origin: exportSigner.name, size, root: tree.root() }), [exportSigner]) });
}

const digests = Array.from({ length: 4_096 }, () => randomBytes(32).toString('base64url')).sort();

function nextLeaf(mandate: { readonly id: string; n: number; prev: string } | undefined): string {
  if (!mandate) throw new Error('there is such a mandate');
  mandate.n += 1;
  const from = Math.floor(Math.random() * (digests.length - 8));
  const leaf = JSON.stringify({
    ...{ _sd: digests.slice(from, from + 8), at: '2026-11-22T10:11:13.000Z' },
    ...{ id: randomUUID(), k: 'mandate_used', m: { id: mandate.id, n: mandate.n, prev: mandate.prev }, v: 1 },
  });
  mandate.prev = hashLeaf(Buffer.from(leaf)).toString('base64url');
  return leaf;
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
