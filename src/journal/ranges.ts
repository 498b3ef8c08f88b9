/** Leaves from `from` up to, not including, `to`. */
export type Range = readonly [from: number, to: number];

/** A perfect subtree: its leaves are [index × 2^level, (index + 1) × 2^level). */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/** The ranges whose roots prove the leaf at `index` in the tree of `size`, from the leaf to the root. */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + split(to - from);
    ranges.push(index < middle ? [middle, to] : [from, middle]);
    [from, to] = index < middle ? [from, middle] : [middle, to];
  }
  return ranges.reverse();
}

/** The same for many leaves. Neighbours climb by the same nodes: a range that several of them need is one and the same object. */
export function inclusionPaths(indexes: readonly number[], size: number): Range[][] {
  const [below, above] = [new Map<number, Range>(), new Map<number, Range[]>()];
  const shared = (range: Range): Range => {
    const name = range[0] * neighbours + range[1] - range[0];
    const known = below.get(name) ?? range;
    below.set(name, known);
    return known;
  };
  return indexes.map((index) => {
    const path = inclusionRanges(index, size);
    const first = index - (index % neighbours);
    const within = path.filter(([from, to]) => from >= first && to <= first + neighbours);
    const beyond = above.get(first) ?? path.slice(within.length);
    above.set(first, beyond);
    return [...within.map(shared), ...beyond];
  });
}

/** Leaves of one perfect subtree, whose paths are one above it. */
const neighbours = 256;

/** The ranges whose roots prove that the tree of `newer` leaves begins with that of `older`. */
export function consistencyRanges(older: number, newer: number): Range[] {
  const ranges: Range[] = [];
  let [from, to] = [0, newer];
  if (older === 0) return ranges;
  while (to > older) {
    const middle = from + split(to - from);
    ranges.push(older <= middle ? [middle, to] : [from, middle]);
    [from, to] = older <= middle ? [from, middle] : [middle, to];
  }
  // the verifier knows the older root: it is left out when it is itself a node of the newer tree
  if (from > 0) ranges.push([from, to]);
  return ranges.reverse();
}

/** A range that begins where a perfect subtree may, cut into perfect subtrees, left to right. */
export function perfectSubtrees([from, to]: Range): Subtree[] {
  const subtrees: Subtree[] = [];
  for (let at = from; at < to;) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level++;
    subtrees.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return subtrees;
}

/** The largest power of two below `size`. */
function split(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
