import { hashLeaf, rootOf } from '../../../src/journal/merkle.ts';
import { parsePolicy } from '../../../src/journal/policy.ts';
import { verifyReceipt } from '../../../src/journal/receipt.ts';
import { TreeBuilder } from '../../../src/journal/tree-builder.ts';
import { examplePolicy, exampleReceipt } from '../../support/receipts.ts';
import type { Row } from '../journal.ts';

/** What a verifier does without any database. */
export function offlineRows(): Row[] {
  const leaves = Array.from({ length: 200_000 }, (_, index) => Buffer.from(String(index).padEnd(513, 'x')));
  const verified = rate(leaves.length, () => rootOf(leaves.map((leaf) => hashLeaf(leaf))));
  const hashes = leaves.map((leaf) => hashLeaf(leaf));
  const grown = rate(leaves.length, () => {
    const tree = new TreeBuilder();
    for (const hash of hashes) tree.append(hash, 0n);
    return tree.root();
  });
  const [receipt, policy] = [exampleReceipt(), parsePolicy(examplePolicy)];
  const receipts = rate(2_000, () => {
    for (let turn = 0; turn < 2_000; turn++) verifyReceipt(receipt, policy);
  });
  return [
    [
      'T12 export verified: leaves hashed, tree rebuilt',
      '≥ 250,000/s',
      `${Math.round(verified)}/s (tree alone ${Math.round(grown)}/s)`,
      verified >= 250_000,
    ],
    ['T13 receipts verified, four signatures each', '≥ 1,500/s', `${Math.round(receipts)}/s`, receipts >= 1_500],
  ];
}

function rate(count: number, act: () => unknown): number {
  const started = performance.now();
  act();
  return (count / (performance.now() - started)) * 1_000;
}
