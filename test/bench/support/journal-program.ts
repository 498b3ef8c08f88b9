import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyMerkleInclusion } from '../../../node_modules/@sigstore/verify/dist/tlog/merkle.js';
import { checkpointText } from '../../../src/journal/checkpoint.ts';
import { hashLeaf } from '../../../src/journal/merkle.ts';
import { openSigner, signNote } from '../../../src/journal/note.ts';
import { inclusionRanges } from '../../../src/journal/ranges.ts';
import { rangeRoot } from '../../../src/journal/tiles.ts';
import { TreeBuilder } from '../../../src/journal/tree-builder.ts';
import { numberedLeaves } from '../../support/plain-tree.ts';
import type { Row } from '../journal.ts';

const size = 500_000;
const signer = openSigner('bench.example/journal', Buffer.alloc(32, 7));

/** The program that people are given, on an export as ours are; and what a stranger's program says of our proofs. */
export async function programRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'procura-export-'));
  try {
    const file = join(folder, 'export.jsonl');
    await writeExport(file);
    const started = performance.now();
    execFileSync('node', ['public/verify-journal.js', file, '--key', signer.vkey]);
    const rate = (size / (performance.now() - started)) * 1_000;
    const agreed = agreements(1_000);
    return [
      [
        'T12 export verified by the program: read, canonical, chained, hashed, root',
        '≥ 250,000/s',
        `${Math.round(rate)}/s`,
        rate >= 250_000,
      ],
      ['T17 proofs a stranger’s program agrees with', '1,000', String(agreed), agreed === 1_000],
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function writeExport(name: string): Promise<void> {
  const file = await open(name, 'w');
  const tree = new TreeBuilder();
  const mandates = Array.from({ length: 1_000 }, () => ({ id: randomUUID(), n: 0, prev: '' }));
  const line = (value: object) => `${JSON.stringify(value)}\n`;
  await file.write(line({ export: 'procura-journal/v1', origin: signer.name, from: 0, size, before: [] }));
  for (let from = 0; from < size; from += 256) {
    const leaves = Array.from({ length: Math.min(256, size - from) }, (_, at) => nextLeaf(mandates[(from + at) % 1_000]));
    const hashes = leaves.map((leaf) => hashLeaf(Buffer.from(leaf)));
    hashes.forEach((hash, at) => {
      tree.append(hash, BigInt(from + at));
    });
    const tile = line({ tile: from / 256, hashes: Buffer.concat(hashes).toString('base64') });
    await file.write(tile + leaves.map((leaf, at) => line({ index: from + at, leaf })).join(''));
  }
  await file.write(line({ checkpoint: signNote(checkpointText({ origin: signer.name, size, root: tree.root() }), [signer]) }));
  await file.close();
}

function nextLeaf(mandate: { readonly id: string; n: number; prev: string } | undefined): string {
  if (!mandate) throw new Error('there is such a mandate');
  mandate.n += 1;
  const leaf = JSON.stringify({
    ...{ _sd: Array.from({ length: 8 }, () => randomBytes(32).toString('base64url')).sort(), at: '2026-11-22T10:11:13.000Z' },
    ...{ id: randomUUID(), k: 'mandate_used', m: { id: mandate.id, n: mandate.n, prev: mandate.prev }, v: 1 },
  });
  mandate.prev = hashLeaf(Buffer.from(leaf)).toString('base64url');
  return leaf;
}

/** Our proofs, made from tiles, of random entries of random trees. */
function agreements(turns: number): number {
  const leaves = numberedLeaves(70_000);
  let agreed = 0;
  for (let turn = 0; turn < turns; turn += 100) {
    const tree = new TreeBuilder();
    const count = 1 + Math.floor(Math.random() * leaves.length);
    for (const leaf of leaves.slice(0, count)) tree.append(leaf, 0n);
    const tiles = new Map(tree.takeChanged().map((tile) => [`${tile.level}/${tile.n}`, tile.hashes]));
    for (let proof = 0; proof < 100; proof++) {
      const index = Math.floor(Math.random() * count);
      const hashes = inclusionRanges(index, count).map((range) => rangeRoot(range, ({ level, n }) => tiles.get(`${level}/${n}`)));
      agreed += Number(isAgreed({ index, hashes, size: count, root: tree.root() }));
    }
  }
  return agreed;
}

function isAgreed({ index, hashes, size: count, root }: { index: number; hashes: readonly Buffer[]; size: number; root: Buffer }): boolean {
  try {
    verifyMerkleInclusion(
      { inclusionProof: { logIndex: String(index), hashes }, canonicalizedBody: Buffer.from(`leaf ${index}`) } as never, // the fields it reads
      { logSize: BigInt(count), logHash: root } as never,
    );
    return true;
  } catch {
    return false;
  }
}
