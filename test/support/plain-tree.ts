import { hashLeaf, hashNode, emptyRoot } from '../../src/journal/merkle.ts';
import { consistencyRanges, inclusionRanges, type Range } from '../../src/journal/ranges.ts';

/** RFC 6962 §2.1 word for word: slow, and the judge of everything faster. */
export function plainRoot(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (!only) return emptyRoot;
  if (leaves.length === 1) return only;
  let middle = 1;
  while (middle * 2 < leaves.length) middle *= 2;
  return hashNode(plainRoot(leaves.slice(0, middle)), plainRoot(leaves.slice(middle)));
}

/** The hashes of the leaves "leaf 0", "leaf 1", … */
export function numberedLeaves(count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => hashLeaf(Buffer.from(`leaf ${String(index)}`)));
}

export function plainInclusion(leaves: readonly Buffer[], index: number): Buffer[] {
  return rootsOf(leaves, inclusionRanges(index, leaves.length));
}

export function plainConsistency(leaves: readonly Buffer[], older: number): Buffer[] {
  return rootsOf(leaves, consistencyRanges(older, leaves.length));
}

function rootsOf(leaves: readonly Buffer[], ranges: readonly Range[]): Buffer[] {
  return ranges.map(([from, to]) => plainRoot(leaves.slice(from, to)));
}
