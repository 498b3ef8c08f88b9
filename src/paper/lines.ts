import bidiFactory, { type Bidi } from 'bidi-js';
import { type Face, faceOf, type Weight } from './faces.ts';

export type Direction = 'ltr' | 'rtl';

/** Some signs of one face that stand side by side, in the order in which the face is given them. */
export interface Piece {
  readonly face: Face;
  readonly text: string;
}

/** A line as it is read, and as it is drawn: its pieces from left to right. */
export interface Line {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** How wide a piece is, in ems. */
export type Measure = (piece: Piece) => number;

const bidi = (bidiFactory as unknown as () => Bidi)(); // its types are of the ES module, Node reads the other one
const replacement = '\ufffd';
const unseen = /[\u200e\u200f\u061c\u2066-\u2069]/;

/**
 * What may be printed of a text, whoever wrote it: composed, on one line, without what turns the text round it (embeddings and
 * overrides), without heaps of accents; what no face holds shows as such.
 */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll('\u202f', '\u00a0') // between the digits of a large number: no face has the narrow one
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/(?![\u200c-\u200f\u061c\u2066-\u2069])\p{Cf}/gu, '')
    .replaceAll(/(\p{M}{3})\p{M}+/gu, '$1')
    .replaceAll(/./gsu, (sign) => (sign.length === 1 && faceOf(sign, 400) ? sign : replacement))
    .replaceAll(/\ufffd+/g, replacement)
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

/** Breaks a printable text into lines of at most so many ems; a word longer than a line is broken where the line ends. */
export function breakLines(
  text: string,
  {
    width,
    direction,
    weight,
    measure,
  }: { readonly width: number; readonly direction: Direction; readonly weight: Weight; readonly measure: Measure },
): Line[] {
  const embedding = bidi.getEmbeddingLevels(text, direction);
  const widthOf = (part: string) => piecesIn(part, weight).reduce((sum, piece) => sum + measure(piece), 0);
  return spansOf(text, width, widthOf).map(([start, end]) => {
    const order = bidi.getReorderedIndices(text, embedding, start, end - 1).slice(start, end); // the rest of it is the rest of the text
    return { text: text.slice(start, end), pieces: visualPieces(text, { order, levels: embedding.levels, weight }) };
  });
}

/** Where lines begin and end, the space between two of them left out. */
function spansOf(text: string, width: number, widthOf: (part: string) => number): [number, number][] {
  const spans: [number, number][] = [];
  const space = widthOf(' ');
  let [start, end, filled] = [0, 0, 0];
  for (const { index, 0: word } of text.matchAll(/[^ ]+/g)) {
    const wide = widthOf(word);
    if (end > start && filled + space + wide > width) {
      spans.push([start, end]);
      [start, filled] = [index, wide];
    } else filled += (end > start ? space : 0) + wide;
    end = index + word.length;
    while (filled > width && end - start > 1) {
      const fits = fitting(text.slice(start, end), width, widthOf);
      spans.push([start, start + fits]);
      start += fits;
      filled = widthOf(text.slice(start, end));
    }
  }
  return end > start ? [...spans, [start, end]] : spans;
}

/** How many signs of an endless word fit: one at least. */
function fitting(word: string, width: number, widthOf: (part: string) => number): number {
  let fits = 1;
  while (fits < word.length && widthOf(word.slice(0, fits + 1)) <= width) fits += 1;
  return fits;
}

/** From left to right. A face for Arabic takes its signs as they are read and turns them itself; the others take them as they are seen. */
function visualPieces(
  text: string,
  { order, levels, weight }: { readonly order: readonly number[]; readonly levels: Uint8Array; readonly weight: Weight },
): Piece[] {
  const seen = order
    .filter((index) => !unseen.test(text.charAt(index)))
    .map((index) => {
      const isTurned = (levels[index] ?? 0) % 2 === 1;
      const sign = text.charAt(index);
      return { isTurned, sign: isTurned ? (bidi.getMirroredCharacter(sign) ?? sign) : sign };
    });
  const pieces: { face: Face; text: string; isTurned: boolean }[] = [];
  for (const { sign, isTurned } of seen) {
    const face = faceOf(sign, weight) ?? faceOf(replacement, weight);
    const last = pieces.at(-1);
    if (!face) continue;
    if (last?.face !== face || last.isTurned !== isTurned) pieces.push({ face, text: sign, isTurned });
    else last.text = isTurned && face.isArabic ? sign + last.text : last.text + sign;
  }
  return pieces;
}

/** In reading order: enough to measure by. */
function piecesIn(text: string, weight: Weight): Piece[] {
  const order = Array.from({ length: text.length }, (_, index) => index);
  return visualPieces(text, { order, levels: new Uint8Array(text.length), weight });
}
