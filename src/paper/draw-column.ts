import type PDFDocument from 'pdfkit';
import { languages } from '../http/languages.ts';
import type { Line, Measure } from './lines.ts';
import { type Column, indentOf, leading, type Placed, styles } from './page-layout.ts';

type Doc = InstanceType<typeof PDFDocument>;
type Element = ReturnType<Doc['struct']>;

/** Where a column stands on the page. */
interface Where {
  readonly x: number;
  readonly y: number;
  readonly measure: Measure;
}

/** Draws a column, each block as what it is: heading, paragraph, item of a list. */
export function drawColumn(doc: Doc, section: Element, column: Column, at: Where): void {
  let list: Element | null = null;
  for (const placed of column.placed) {
    const isItem = placed.block.kind === 'item';
    if (!isItem) list = closed(list);
    else if (!list) section.add((list = doc.struct('L')));
    (list ?? section).add(
      isItem
        ? itemOf(doc, column, placed, at)
        : doc.struct(styles[placed.block.kind].tag, spokenAs(placed), [() => drawLines(doc, column, placed, at)]),
    );
  }
  closed(list);
}

function closed(list: Element | null): null {
  list?.end();
  return null;
}

function itemOf(doc: Doc, column: Column, placed: Placed, at: Where): Element {
  const y = at.y + placed.top + placed.size;
  const x = placed.direction === 'ltr' ? at.x : at.x + column.width - placed.size * 0.4;
  return doc.struct('LI', {}, [
    doc.struct('Lbl', {}, [
      () => void doc.font('latin-400').fontSize(placed.size).text('•', x, y, { lineBreak: false, baseline: 'alphabetic' }),
    ]),
    doc.struct('LBody', spokenAs(placed), [() => drawLines(doc, column, placed, at)]),
  ]);
}

function drawLines(doc: Doc, column: Column, { block, lines, size, top, direction }: Placed, at: Where): void {
  const indent = indentOf(block) * size;
  for (const [index, line] of lines.entries()) {
    const wide = line.pieces.reduce((sum, piece) => sum + at.measure(piece), 0) * size;
    const isRight = direction === 'rtl';
    const goesOn = !isRight && index < lines.length - 1;
    drawLine(doc, goesOn ? withSpace(line) : line, {
      x: isRight ? at.x + column.width - indent - wide : at.x + indent,
      y: at.y + top + size * (1 + index * leading),
      size,
      measure: at.measure,
    });
  }
}

/** A line that goes on below ends with the space it was broken at, or its last word and the next are read as one. */
function withSpace(line: Line): Line {
  const [last, ...before] = line.pieces.toReversed();
  return last ? { ...line, pieces: [...before.reverse(), { ...last, text: `${last.text} ` }] } : line;
}

/** In which language, when it is another; and what is not read as it is drawn, as it is read: Arabic is drawn from the left, last sign first. */
function spokenAs({ block, lines }: Placed): { lang?: string; actual?: string } {
  const isPlain = lines.every(({ text, pieces }) => pieces.map((piece) => piece.text).join('') === text);
  const isTold = !isPlain || lines.some(({ text }) => /\p{Script=Arabic}/u.test(text));
  return {
    ...(block.language && { lang: languages[block.language].tag }),
    ...(isTold && { actual: lines.map(({ text }) => text).join(' ') }),
  };
}

function drawLine(doc: Doc, line: Line, { x, y, size, measure }: { x: number; y: number; size: number; measure: Measure }): void {
  let left = x;
  for (const piece of line.pieces) {
    doc.font(piece.face.name).fontSize(size).text(piece.text, left, y, { lineBreak: false, baseline: 'alphabetic' });
    left += measure(piece) * size;
  }
}
