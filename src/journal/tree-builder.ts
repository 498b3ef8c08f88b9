import { emptyRoot, joinRight } from './merkle.ts';
import { perfectSubtrees } from './ranges.ts';
import { groupRoot, hashSize, shapeOf, type Tile, tileHeight, tileWidth } from './tiles.ts';

/** Grows a tree leaf by leaf; holds no more than the partial tiles of its right edge. */
export class TreeBuilder {
  #size: number;
  #edges: Edge[] = [];
  #full: Tile[] = [];

  /** Takes up the tree of `size` from the partial tiles of its right edge. Throws when one is missing or not as wide as it must be. */
  constructor(size = 0, edge: readonly Tile[] = []) {
    this.#size = size;
    for (const [level, { full, partial }] of shapeOf(size).entries()) {
      const tile = edge.find((one) => one.level === level && one.n === full);
      if ((tile?.hashes.length ?? 0) !== partial * hashSize) throw new Error(`the tile ${level}/${full} is not as wide as the tree says`);
      const taken = { ...emptyEdge(level), n: full, width: partial };
      tile?.hashes.copy(taken.hashes);
      if (taken.ids) tile?.ids?.copy(taken.ids);
      this.#edges[level] = taken;
    }
  }

  get size(): number {
    return this.#size;
  }

  append(leafHash: Uint8Array, id: bigint): void {
    const lowest = this.#edgeAt(0);
    lowest.ids?.writeBigInt64BE(id, lowest.width * 8);
    this.#push(0, leafHash);
    this.#size++;
  }

  root(): Buffer {
    // what a higher level holds lies to the left of what a lower one holds
    const roots = this.#edges
      .toReversed()
      .flatMap(({ width, hashes }) =>
        perfectSubtrees([0, width]).map(({ level, index }) => groupRoot(hashes, { height: level, at: index })),
      );
    return roots.length === 0 ? emptyRoot : joinRight(roots);
  }

  /** The tiles that are new or wider since the last time. */
  takeChanged(): Tile[] {
    const partial = this.#edges.flatMap((edge, level) => (edge.changed && edge.width > 0 ? [cut(level, edge)] : []));
    const changed = [...this.#full, ...partial];
    for (const edge of this.#edges) edge.changed = false;
    this.#full = [];
    return changed;
  }

  #edgeAt(level: number): Edge {
    const edge = this.#edges[level] ?? emptyEdge(level);
    this.#edges[level] = edge;
    return edge;
  }

  #push(level: number, hash: Uint8Array): void {
    const edge = this.#edgeAt(level);
    edge.hashes.set(hash, edge.width * hashSize);
    edge.width++;
    edge.changed = true;
    if (edge.width < tileWidth) return;
    this.#full.push(cut(level, edge));
    this.#edges[level] = { ...emptyEdge(level), n: edge.n + 1 };
    this.#push(level + 1, groupRoot(edge.hashes, { height: tileHeight, at: 0 }));
  }
}

interface Edge {
  n: number;
  width: number;
  hashes: Buffer;
  ids: Buffer | null;
  changed: boolean;
}

function emptyEdge(level: number): Edge {
  const ids = level === 0 ? Buffer.alloc(tileWidth * 8) : null;
  return { n: 0, width: 0, hashes: Buffer.alloc(tileWidth * hashSize), ids, changed: false };
}

function cut(level: number, { n, width, hashes, ids }: Edge): Tile {
  return { level, n, hashes: Buffer.from(hashes.subarray(0, width * hashSize)), ids: ids && Buffer.from(ids.subarray(0, width * 8)) };
}
