import { type Language, languages } from '../http/languages.ts';
import { sentencesOf } from '../http/sentences.ts';
import type { Weight } from './faces.ts';
import { breakLines, type Direction, type Line, type Measure, printable } from './lines.ts';
import type { Pictogram } from './pictograms.ts';

/** What a page says, one thing after another. A `code` is large, and reads from left to right whatever the language. */
export interface Block {
  readonly kind: keyof typeof styles;
  readonly text: string;
  /** Stands before it, for whoever reads easy French. */
  readonly picture?: Pictogram;
  /** Of another language than what stands around it: read aloud in its own, from its own side. */
  readonly language?: Language;
}

/** A block broken into lines, and where it stands: `top` is below the top of its column. */
export interface Placed {
  readonly block: Block;
  readonly lines: readonly Line[];
  readonly size: number;
  readonly top: number;
  readonly direction: Direction;
}

/** A column as it will be drawn. */
export interface Column {
  readonly placed: readonly Placed[];
  readonly height: number;
  readonly width: number;
}

/** Sizes and spaces are told in the size of the running text. */
export const styles = {
  title: { tag: 'H1', scale: 1.5, weight: 700, before: 0, indent: 0 },
  heading: { tag: 'H2', scale: 1.05, weight: 700, before: 0.65, indent: 0 },
  text: { tag: 'P', scale: 1, weight: 400, before: 0.25, indent: 0 },
  item: { tag: 'LI', scale: 1, weight: 400, before: 0.15, indent: 1 },
  code: { tag: 'P', scale: 2.1, weight: 700, before: 0.3, indent: 0 },
} as const satisfies Record<string, { tag: string; scale: number; weight: Weight; before: number; indent: number }>;

/** How far a block stands from the edge, in its own size: room for its bullet, and for its picture. */
export function indentOf({ kind, picture }: Block): number {
  return styles[kind].indent + (picture ? 1.6 : 0);
}

/** From one line to the next. */
export const leading = 1.3;

interface Setting {
  readonly width: number;
  /** Of what stands around the blocks. */
  readonly language: Language;
  readonly measure: Measure;
  /** Whether sentences follow each other in a line in easy French too. */
  readonly isRunning?: boolean;
}

/** Sets blocks in a column of so many points, at one size. */
export function setColumn(
  blocks: readonly Block[],
  { size, width, language, measure, isRunning = false }: Setting & { readonly size: number },
): Column {
  let height = 0;
  const placed = blocks.map((block) => {
    const { scale, weight, before } = styles[block.kind];
    const ems = width / (size * scale) - indentOf(block);
    const own = block.language ?? language;
    const { direction } = languages[own];
    const text = printable(block.text);
    const lines = (isRunning ? [text] : sentencesOf(text, own)).flatMap((sentence) =>
      breakLines(sentence, { width: ems, direction: block.kind === 'code' ? 'ltr' : direction, weight, measure }),
    );
    const top = height === 0 ? 0 : height + before * size;
    height = top + lines.length * leading * size * scale;
    return { block, lines, size: size * scale, top, direction };
  });
  return { placed, height, width };
}

/**
 * The largest size, from 11.5 points down, at which the blocks keep to a height; sentences of easy French begin lines only where letters
 * stay large. Throws when even the smallest is too large.
 */
export function fitColumn(blocks: readonly Block[], { height, ...setting }: Setting & { readonly height: number }): Column {
  for (const { isRunning, smallest } of sizes)
    for (let size = 11.5; size >= smallest; size -= 0.25) {
      const set = setColumn(blocks, { ...setting, size, isRunning });
      if (set.height <= height) return set;
    }
  throw new Error('the text does not fit one page');
}

const sizes = [
  { isRunning: false, smallest: 10 },
  { isRunning: true, smallest: 4.5 },
];
