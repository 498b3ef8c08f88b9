import { createHash } from 'node:crypto';

/** RFC 6962 §2.1 word for word, over leaf hashes, with nothing of ours: what a stranger would compute. It remembers what it computed. */
export class PlainLog {
  readonly #leaves: readonly Uint8Array[];
  readonly #known = new Map<string, Buffer>();

  constructor(leaves: readonly Uint8Array[]) {
    this.#leaves = leaves;
  }

  /** MTH(D[from:to]). */
  root(from: number, to: number): Buffer {
    const known = this.#known.get(`${from}-${to}`);
    if (known) return known;
    const middle = from + split(to - from);
    const hash = createHash('sha256');
    if (to - from > 1) hash.update(Buffer.of(1)).update(this.root(from, middle)).update(this.root(middle, to));
    const root = to - from === 1 ? Buffer.from(this.#leaves[from] ?? []) : hash.digest();
    this.#known.set(`${from}-${to}`, root);
    return root;
  }

  /** PATH(m, D[n]). */
  path(m: number, n: number, from = 0): Buffer[] {
    if (n === 1) return [];
    const k = split(n);
    return m < k
      ? [...this.path(m, k, from), this.root(from + k, from + n)]
      : [...this.path(m - k, n - k, from + k), this.root(from, from + k)];
  }

  /** PROOF(m, D[n]). */
  proof(m: number, n: number): Buffer[] {
    return this.#subproof(m, n, { from: 0, isKnown: true });
  }

  /** SUBPROOF(m, D[n], b). */
  #subproof(m: number, n: number, { from, isKnown }: { from: number; isKnown: boolean }): Buffer[] {
    if (m === n) return isKnown ? [] : [this.root(from, from + m)];
    const k = split(n);
    if (m <= k) return [...this.#subproof(m, k, { from, isKnown }), this.root(from + k, from + n)];
    return [...this.#subproof(m - k, n - k, { from: from + k, isKnown: false }), this.root(from, from + k)];
  }
}

/** The largest power of two smaller than n. */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}
