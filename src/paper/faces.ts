import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { unpackWoff } from './unpack-woff.ts';

export type Weight = 400 | 700;

/** A font, and the characters it holds. */
export interface Face {
  readonly name: string;
  /** The font, as the document embeds parts of it. */
  readonly bytes: () => Buffer;
  readonly isArabic: boolean;
  holds(character: string): boolean;
}

const required = createRequire(import.meta.url);
const families = [
  { family: 'noto-sans', subsets: ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese', 'greek', 'greek-ext'] },
  { family: 'noto-sans-arabic', subsets: ['arabic'] },
] as const;
const faces: Readonly<Record<Weight, readonly Face[]>> = { 400: facesOf(400), 700: facesOf(700) };

/** Every face there is, to be made known to a document. */
export const allFaces: readonly Face[] = [...faces[400], ...faces[700]];

/** The face that holds a character; undefined when none does. */
export function faceOf(character: string, weight: Weight): Face | undefined {
  const key = `${String(weight)}${character}`;
  if (!known.has(key))
    known.set(
      key,
      faces[weight].find((face) => face.holds(character)),
    );
  return known.get(key);
}

// At most the 65,536 characters of the first plane, twice; other characters are replaced before.
const known = new Map<string, Face | undefined>();

function facesOf(weight: Weight): Face[] {
  return families.flatMap(({ family, subsets }) => {
    const ranges = z
      .record(z.string(), z.string())
      .parse(JSON.parse(readFileSync(required.resolve(`@fontsource/${family}/unicode.json`), 'utf8')));
    return subsets.map((subset) => {
      const spans = (ranges[subset] ?? '').split(',').map(spanOf);
      return {
        name: `${subset}-${String(weight)}`,
        bytes: once(() =>
          unpackWoff(readFileSync(required.resolve(`@fontsource/${family}/files/${family}-${subset}-${String(weight)}-normal.woff`))),
        ),
        isArabic: subset === 'arabic',
        holds: (character) => spans.some(([first, last]) => within(character.codePointAt(0) ?? 0, first, last)),
      };
    });
  });
}

function once(read: () => Buffer): () => Buffer {
  let bytes: Buffer | undefined;
  return () => (bytes ??= read());
}

/** `U+0460-052F`, or `U+20B4` alone. */
function spanOf(range: string): [number, number] {
  const [first = '', last = first] = range.replace('U+', '').split('-');
  return [parseInt(first, 16), parseInt(last, 16)];
}

function within(code: number, first: number, last: number): boolean {
  return first <= code && code <= last;
}
