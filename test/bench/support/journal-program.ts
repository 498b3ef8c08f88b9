import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyMerkleInclusion } from '../../../node_modules/@sigstore/verify/dist/tlog/merkle.js';
import { inclusionRanges } from '../../../src/journal/ranges.ts';
import { rangeRoot } from '../../../src/journal/tiles.ts';
import { TreeBuilder } from '../../../src/journal/tree-builder.ts';
import { exportSigner, madeExport } from '../../support/made-export.ts';
import { numberedLeaves } from '../../support/plain-tree.ts';
import type { Row } from '../journal.ts';

/** The program that people are given, on exports as ours are; and what a stranger's program says of our proofs. */
export function programRows(sizes: readonly number[]): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'procura-export-'));
  try {
    const rates = sizes.map((size) => Math.round(programRate(join(folder, 'export.jsonl'), size)));
    const agreed = agreements(1_000);
    return [
      [
        `T12 export verified by the program, of ${sizes.map((size) => size.toLocaleString('en')).join(', ')} entries: read, canonical, chained, hashed, root`,
        '≥ 250,000/s',
        rates.map((rate) => `${rate}/s`).join(', '),
        (rates.at(-1) ?? 0) >= 250_000,
      ],
      ['T17 proofs a stranger’s program agrees with', '1,000', String(agreed), agreed === 1_000],
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** How many entries a second the program judges, from its start to its end. */
function programRate(file: string, size: number): number {
  writeFileSync(file, '');
  let part = '';
  const keep = () => {
    appendFileSync(file, part);
    part = '';
  };
  for (const lines of madeExport(size)) if ((part += lines).length > 10_000_000) keep();
  keep();
  const started = performance.now();
  execFileSync('node', ['public/verify-journal.js', file, '--key', exportSigner.vkey]);
  return (size / (performance.now() - started)) * 1_000;
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
