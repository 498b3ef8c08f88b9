import { emptyRoot, hashNode, joinRight } from './merkle.ts';
import { perfectSubtrees, type Range, type Subtree } from './ranges.ts';

/** Up to 256 neighbouring hashes of one level (C2SP tlog-tiles); at the lowest level, with the numbers of the entries they stand for. */
export interface Tile {
  readonly level: number;
  readonly n: number;
  readonly hashes: Buffer;
  /** 8 bytes an entry, big-endian; null above the lowest level. */
  readonly ids: Buffer | null;
}

/** Where the root of a perfect subtree is: in this tile, over 2^height of its hashes, the `at`th such group. */
export interface TilePlace {
  readonly level: number;
  readonly n: number;
  readonly height: number;
  readonly at: number;
}

/** Number of hashes in a full tile. */
export const tileWidth = 256;

const hashSize = 32;
const tileHeight = 8;

/** The tile that holds a perfect subtree's root. */
export function placeOf({ level, index }: Subtree): TilePlace {
  const height = level % tileHeight;
  const groups = 2 ** (tileHeight - height);
  return { level: Math.floor(level / tileHeight), n: Math.floor(index / groups), height, at: index % groups };
}

/** The places needed to know the root of a range. */
export function placesOf(range: Range): TilePlace[] {
  return perfectSubtrees(range).map(placeOf);
}

/** The root of a range, from the tiles that `find` gives. Throws when a tile is missing or too short. */
export function rangeRoot(range: Range, find: (place: TilePlace) => Buffer | undefined): Buffer {
  if (range[0] === range[1]) return emptyRoot;
  return joinRight(
    placesOf(range).map((place) => {
      const hashes = find(place);
      const end = (place.at + 1) * 2 ** place.height * hashSize;
      if (!hashes || hashes.length < end) throw new Error(`the tile ${place.level}/${place.n} is missing or too short`);
      return groupRoot(hashes, place);
    }),
  );
}

/** The address of a tile below the log's prefix (C2SP tlog-tiles): `tile/0/x001/x234/067.p/8`. Level "entries": the entries themselves. */
export function tilePath({ level, n, width }: { readonly level: number | 'entries'; readonly n: number; readonly width: number }): string {
  const digits = [n, ...thousands(n)].map((part) => String(part % 1_000).padStart(3, '0')).reverse();
  const name = digits.map((part, index) => (index < digits.length - 1 ? `x${part}` : part)).join('/');
  return `tile/${level}/${name}${width < tileWidth ? `.p/${width}` : ''}`;
}

/** For each level, how many full tiles a tree has and how wide the partial one is. */
export function shapeOf(size: number): { readonly full: number; readonly partial: number }[] {
  const shape: { full: number; partial: number }[] = [];
  for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / tileWidth))
    shape.push({ full: Math.floor(hashes / tileWidth), partial: hashes % tileWidth });
  return shape;
}

interface Edge {
  n: number;
  width: number;
  hashes: Buffer;
  ids: Buffer | null;
  changed: boolean;
}

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
      this.#edges[level] = { ...emptyEdge(level), n: full, width: partial };
      tile?.hashes.copy(this.#edges[level].hashes);
      if (this.#edges[level].ids) tile?.ids?.copy(this.#edges[level].ids);
    }
  }

  get size(): number {
    return this.#size;
  }

  append(leafHash: Uint8Array, id: bigint): void {
    const lowest = (this.#edges[0] ??= emptyEdge(0));
    lowest.ids?.writeBigInt64BE(id, lowest.width * 8);
    this.#push(0, leafHash);
    this.#size++;
  }

  root(): Buffer {
    // what a higher level holds lies to the left of what a lower one holds
    const roots = this.#edges
      .toReversed()
      .flatMap(({ width, hashes }) => perfectSubtrees([0, width]).map(({ level, index }) => groupRoot(hashes, { height: level, at: index })));
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

  #push(level: number, hash: Uint8Array): void {
    const edge = (this.#edges[level] ??= emptyEdge(level));
    edge.hashes.set(hash, edge.width * hashSize);
    edge.width++;
    edge.changed = true;
    if (edge.width < tileWidth) return;
    this.#full.push(cut(level, edge));
    this.#edges[level] = { ...emptyEdge(level), n: edge.n + 1 };
    this.#push(level + 1, groupRoot(edge.hashes, { height: tileHeight, at: 0 }));
  }
}

function emptyEdge(level: number): Edge {
  const ids = level === 0 ? Buffer.alloc(tileWidth * 8) : null;
  return { n: 0, width: 0, hashes: Buffer.alloc(tileWidth * hashSize), ids, changed: false };
}

function cut(level: number, { n, width, hashes, ids }: Edge): Tile {
  return { level, n, hashes: Buffer.from(hashes.subarray(0, width * hashSize)), ids: ids && Buffer.from(ids.subarray(0, width * 8)) };
}

function groupRoot(hashes: Buffer, { height, at }: { readonly height: number; readonly at: number }): Buffer {
  if (height === 0) return hashes.subarray(at * hashSize, (at + 1) * hashSize);
  const half = { height: height - 1, at: at * 2 };
  return hashNode(groupRoot(hashes, half), groupRoot(hashes, { ...half, at: half.at + 1 }));
}

function thousands(n: number): number[] {
  return n < 1_000 ? [] : [Math.floor(n / 1_000), ...thousands(Math.floor(n / 1_000))];
}
