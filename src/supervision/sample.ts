import { createHash, createHmac } from 'node:crypto';
import { canonical } from '../journal/leaf.ts';

/** What a sample is drawn from: the uses of an organisation, or of one of its helpers, begun in a period. */
export interface SampleParameters {
  readonly organisation: string;
  readonly helper: string | null;
  /** Instants, the second one outside. */
  readonly from: string;
  readonly to: string;
  readonly size: number;
}

export interface SampleRoot {
  readonly origin: string;
  readonly treeSize: number;
  readonly root: Buffer;
}

/** How many may be drawn at once. */
export const largestSample = 200;

/**
 * The seed of a draw: nobody chooses it. SHA-256 of `procura-sample/v1`, the checkpoint’s own text (origin, size, root in base64) and the
 * parameters as canonical JSON (RFC 8785), each ended by a line feed.
 */
export function seedOf({ origin, treeSize, root }: SampleRoot, parameters: SampleParameters): Buffer {
  const { organisation, helper, from, to, size } = parameters;
  const said = canonical({ organisation, ...(helper !== null && { helper }), from, to, size });
  return createHash('sha256')
    .update(`procura-sample/v1\n${origin}\n${String(treeSize)}\n${root.toString('base64')}\n${said}\n`)
    .digest();
}

/** Where an entry stands in the draw: HMAC-SHA256 of its `id`, as its leaf spells it, with the seed as the key. */
export function rankOf(seed: Buffer, leafId: string): Buffer {
  return createHmac('sha256', seed).update(leafId).digest();
}

/** Draws from a population that passes by, in no order: those with the lowest ranks, the lowest first. Holds no more than it draws. */
export class Draw<Item extends { readonly leafId: string }> {
  readonly #seed: Buffer;
  readonly #size: number;
  #lowest: { readonly rank: Buffer; readonly item: Item }[] = [];
  #seen = 0;

  constructor(seed: Buffer, size: number) {
    this.#seed = seed;
    this.#size = size;
  }

  get seen(): number {
    return this.#seen;
  }

  offer(item: Item): void {
    this.#seen += 1;
    const rank = rankOf(this.#seed, item.leafId);
    const last = this.#lowest[this.#size - 1];
    if (last && Buffer.compare(rank, last.rank) >= 0) return;
    const at = this.#lowest.findIndex((one) => Buffer.compare(rank, one.rank) < 0);
    this.#lowest.splice(at < 0 ? this.#lowest.length : at, 0, { rank, item });
    this.#lowest.length = Math.min(this.#lowest.length, this.#size);
  }

  drawn(): Item[] {
    return this.#lowest.map(({ item }) => item);
  }
}
