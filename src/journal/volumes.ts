import { dayOf } from '../http/paris.ts';

/**
 * The journal is kept in volumes, one a year: each is a tree of its own with an origin of its own, and takes up where the one before ended.
 * Places and entry numbers are counted over all of them: so many belong to each, the first being volume 0.
 */
const span = 2 ** 40;

/** The first place, and the first entry number, of a volume. */
export const firstOf = (volume: number): number => volume * span;

/** The place after the last that a head of a volume covers. */
export const endOf = ({ volume, size }: { readonly volume: number; readonly size: number }): number => firstOf(volume) + size;

/** The volume of a place, or of where one ends that is not full. */
export const volumeOf = (place: number): number => Math.floor(place / span);

/** A place as its volume counts it. */
export const indexIn = (place: number): number => place % span;

/** The first tile of a level that is a volume’s: no volume is so large that its fifth level has two. */
export const firstTile = (level: number, volume: number): number => (volume === 0 ? 0 : volume * 256 ** Math.max(0, 4 - level));

/** The origin of the volume after this one: its last number and one more, or 2. */
export function originAfter(origin: string): string {
  const { stem, number } = parsed(origin);
  return `${stem}/${String(number + 1)}`;
}

/** The origin of a volume, from that of the first. */
export function originOf(first: string, volume: number): string {
  const { stem, number } = parsed(first);
  return volume === 0 ? first : `${stem}/${String(number + volume)}`;
}

/** Which volume this origin is of; null when it is none of the journal whose first is this. */
export function volumeNamed(origin: string, first: string): number | null {
  const [one, other] = [parsed(origin), parsed(first)];
  const volume = one.number - other.number;
  return volume >= 0 && originOf(first, volume) === origin ? volume : null;
}

/** Whether a volume that was begun then has lasted its year, the civil one in Paris, by now. */
export const isYearOver = (begunAt: Date, at: Date): boolean => dayOf(begunAt).slice(0, 4) < dayOf(at).slice(0, 4);

function parsed(origin: string): { readonly stem: string; readonly number: number } {
  const [, stem = origin, number = '1'] = /^(.+)\/([1-9]\d{0,8})$/.exec(origin) ?? [];
  return { stem, number: Number(number) };
}
