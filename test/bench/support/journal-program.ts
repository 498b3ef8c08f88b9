import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consistencyRanges, inclusionRanges, type Range } from '../../../src/journal/ranges.ts';
import { rangeRoot } from '../../../src/journal/tiles.ts';
import { TreeBuilder } from '../../../src/journal/tree-builder.ts';
import { exportSigner, madeExport } from '../../support/made-export.ts';
import { PlainLog } from '../../support/plain-log.ts';
import { numberedLeaves } from '../../support/plain-tree.ts';
import { sigstoreAgrees } from '../../support/sigstore.ts';
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
      ['T17 inclusion proofs a stranger’s program agrees with', '1,000', String(agreed.inclusion), agreed.inclusion === 1_000],
      ['T17 consistency proofs equal to RFC 6962 word for word', '1,000', String(agreed.consistency), agreed.consistency === 1_000],
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

/**
 * Proofs of random entries and of random older trees in random trees, made from tiles: those of an entry judged by a published program,
 * those of an older tree equal to RFC 6962's own words.
 */
function agreements(turns: number): { readonly inclusion: number; readonly consistency: number } {
  const leaves = numberedLeaves(70_000);
  const tree = new TreeBuilder();
  for (const leaf of leaves) tree.append(leaf, 0n);
  const tiles = new Map(tree.takeChanged().map((tile) => [`${tile.level}/${tile.n}`, tile.hashes]));
  const rootOver = (range: Range) => rangeRoot(range, ({ level, n }) => tiles.get(`${level}/${n}`));
  const plain = new PlainLog(leaves);
  const agreed = { inclusion: 0, consistency: 0 };
  for (let turn = 0; turn < turns; turn++) {
    const size = 1 + Math.floor(Math.random() * leaves.length);
    const index = Math.floor(Math.random() * size);
    const hashes = inclusionRanges(index, size).map(rootOver);
    agreed.inclusion += Number(sigstoreAgrees(`leaf ${index}`, { index, size, hashes, root: rootOver([0, size]) }));
    const consistency = Buffer.concat(consistencyRanges(index + 1, size).map(rootOver));
    agreed.consistency += Number(consistency.equals(Buffer.concat(plain.proof(index + 1, size))));
  }
  return agreed;
}
