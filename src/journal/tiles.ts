import { emptyRoot, hashNode, hashSideBySide, joinRight } from './merkle.ts';
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

/** Bytes of a hash. */
export const hashSize = 32;
/** Levels of the tree in one level of tiles. */
export const tileHeight = 8;

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
      return groupRoot(hashes, place, nodesOf(hashes));
    }),
  );
}

// a proof climbs by the same nodes of a tile as those of its neighbours: what was computed of a tile is forgotten with it
const nodes = new WeakMap<Buffer, Buffer[]>();

function nodesOf(hashes: Buffer): Buffer[] {
  const known = nodes.get(hashes) ?? [];
  nodes.set(hashes, known);
  return known;
}

/** The address of a tile below the log's prefix (C2SP tlog-tiles): `tile/0/x001/x234/067.p/8`. Level "entries": the entries themselves. */
export function tilePath({ level, n, width }: { readonly level: number | 'entries'; readonly n: number; readonly width: number }): string {
  const digits = [n, ...thousands(n)].map((part) => String(part % 1_000).padStart(3, '0')).reverse();
  const name = digits.map((part, index) => (index < digits.length - 1 ? `x${part}` : part)).join('/');
  return `tile/${level}/${name}${width < tileWidth ? `.p/${width}` : ''}`;
}

/** The tile of hashes at this address; null where none can lie: each has exactly one address. */
export function parseTilePath(path: string): { readonly level: number; readonly n: number; readonly width: number } | null {
  const [, level = '', name = '', width = String(tileWidth)] = /^tile\/(\d)\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? [];
  const tile = { level: Number(level), n: Number(name.replaceAll(/[x/]/g, '')), width: Number(width) };
  return tile.width > 0 && tilePath(tile) === path ? tile : null;
}

/** For each level, how many full tiles a tree has and how wide the partial one is. */
export function shapeOf(size: number): { readonly full: number; readonly partial: number }[] {
  const shape: { full: number; partial: number }[] = [];
  for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / tileWidth))
    shape.push({ full: Math.floor(hashes / tileWidth), partial: hashes % tileWidth });
  return shape;
}

/** The root over 2^height of a tile's hashes, the `at`th such group. `known` keeps the roots within it, for other groups of the same tile. */
export function groupRoot(hashes: Buffer, { height, at }: { readonly height: number; readonly at: number }, known: Buffer[] = []): Buffer {
  if (height === 0) return hashes.subarray(at * hashSize, (at + 1) * hashSize);
  const name = 2 ** (tileHeight - height) + at;
  const half = { height: height - 1, at: at * 2 };
  known[name] ??=
    height === 1
      ? hashSideBySide(hashes, at * 2 * hashSize)
      : hashNode(groupRoot(hashes, half, known), groupRoot(hashes, { ...half, at: half.at + 1 }, known));
  return known[name];
}

function thousands(n: number): number[] {
  return n < 1_000 ? [] : [Math.floor(n / 1_000), ...thousands(Math.floor(n / 1_000))];
}
