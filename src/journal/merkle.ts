import { hash } from 'node:crypto';

/** What is wrong with a proof. */
export type ProofFault =
  'sizes_impossible' | 'hash_not_32_bytes' | 'proof_too_short' | 'proof_too_long' | 'root_differs' | 'older_root_differs';

const pair = Buffer.alloc(65, 1); // reused: hashing is the whole cost of a tree

/** The root of the tree that has no leaf. */
export const emptyRoot: Buffer = sha256(Buffer.alloc(0));

/** RFC 6962 §2.1: the hash of an entry's bytes. */
export function hashLeaf(bytes: Uint8Array): Buffer {
  return sha256(Buffer.concat([Buffer.of(0), bytes]));
}

/** RFC 6962 §2.1: the hash of two neighbours. */
export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== 32 || right.length !== 32) return sha256(Buffer.concat([Buffer.of(1), left, right]));
  pair.set(left, 1);
  pair.set(right, 33);
  return sha256(pair);
}

/** The same, of two hashes that lie side by side from this byte on. */
export function hashSideBySide(hashes: Buffer, from: number): Buffer {
  hashes.copy(pair, 1, from, from + 64);
  return sha256(pair);
}

/** The root over all these leaf hashes, computed from nothing else. */
export function rootOf(leaves: Iterable<Uint8Array>): Buffer {
  const tree = new GrowingTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

/** A tree that is told its leaf hashes one after the other, however many: it keeps the roots of its perfect subtrees alone. */
export class GrowingTree {
  readonly #perfect: { readonly height: number; readonly root: Uint8Array }[] = [];
  size = 0;

  add(leaf: Uint8Array): void {
    let top = { height: 0, root: leaf };
    for (let last = this.#perfect.at(-1); last?.height === top.height; last = this.#perfect.at(-1)) {
      top = { height: top.height + 1, root: hashNode(last.root, top.root) };
      this.#perfect.pop();
    }
    this.#perfect.push(top);
    this.size++;
  }

  root(): Buffer {
    return this.size === 0 ? emptyRoot : joinRight(this.#perfect.map(({ root }) => root));
  }
}

/** Roots of perfect subtrees, left to right, joined into the root of them all. */
export function joinRight(roots: readonly Uint8Array[]): Buffer {
  return Buffer.from(roots.reduceRight((right, left) => hashNode(left, right)));
}

/** What stands between this proof and "the leaf is at `index` in the tree of `size` with this root"; null when nothing does (RFC 9162 §2.1.3.2). */
export function inclusionFault({
  index,
  size,
  leaf,
  proof,
  root,
}: {
  readonly index: number;
  readonly size: number;
  readonly leaf: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}): ProofFault | null {
  if (!areSizes(index, size) || index >= size) return 'sizes_impossible';
  if (![leaf, root, ...proof].every(isHash)) return 'hash_not_32_bytes';
  const climbed = climb({ node: index, last: size - 1, proof, older: null, newer: leaf });
  if (typeof climbed === 'string') return climbed;
  return same(climbed.newer, root) ? null : 'root_differs';
}

/** What stands between this proof and "the newer tree begins with the older one"; null when nothing does (RFC 9162 §2.1.4.2). */
export function consistencyFault(
  older: { readonly size: number; readonly root: Uint8Array },
  newer: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): ProofFault | null {
  // every tree begins with the empty one: a proof of that would prove nothing
  if (!areSizes(older.size, newer.size) || older.size === 0 || older.size > newer.size) return 'sizes_impossible';
  if (older.size === newer.size) return proof.length > 0 ? 'proof_too_long' : same(older.root, newer.root) ? null : 'root_differs';
  if (![older.root, newer.root, ...proof].every(isHash)) return 'hash_not_32_bytes';
  const [start, ...path] = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof;
  if (!start || proof.length === 0) return 'proof_too_short';
  let [node, last] = [older.size - 1, newer.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  const climbed = climb({ node, last, proof: path, older: start, newer: start });
  if (typeof climbed === 'string') return climbed;
  if (!climbed.older || !same(climbed.older, older.root)) return 'older_root_differs';
  return same(climbed.newer, newer.root) ? null : 'root_differs';
}

interface Climb {
  readonly node: number;
  readonly last: number;
  readonly proof: readonly Uint8Array[];
  readonly older: Uint8Array | null;
  readonly newer: Uint8Array;
}

function climb({ proof, ...start }: Climb): { older: Uint8Array | null; newer: Uint8Array } | ProofFault {
  let { node: at, last, older, newer } = start;
  for (const step of proof) {
    if (last === 0) return 'proof_too_long';
    if (at % 2 === 1 || at === last) {
      older &&= hashNode(step, older);
      newer = hashNode(step, newer);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else newer = hashNode(newer, step);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? { older, newer } : 'proof_too_short';
}

function sha256(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === 32;
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

function areSizes(...sizes: readonly number[]): boolean {
  return sizes.every((size) => Number.isSafeInteger(size) && size >= 0);
}

// sizes go beyond 32 bits: no bitwise operators
function half(size: number): number {
  return Math.floor(size / 2);
}

function isPowerOfTwo(size: number): boolean {
  return size === 1 || (size % 2 === 0 && isPowerOfTwo(size / 2));
}
