import type PDFDocument from 'pdfkit';
import { type Column, indentOf } from './page-layout.ts';
import { pictograms } from './pictograms.ts';

/** Draws the pictures of a column, each before the first line of its block. Not part of what is read aloud: the words say it all. */
export function drawPictograms(
  doc: InstanceType<typeof PDFDocument>,
  { placed, width }: Column,
  at: { readonly x: number; readonly y: number },
): void {
  for (const { block, size, top, direction } of placed) {
    if (!block.picture) continue;
    const side = size * 1.15;
    const x = direction === 'ltr' ? at.x + (indentOf(block) - 1.6) * size : at.x + width - indentOf(block) * size + 0.45 * size;
    doc
      .save()
      .translate(x, at.y + top + size * 0.08)
      .scale(side / 24)
      .path(pictograms[block.picture])
      .lineWidth(2)
      .lineCap('round')
      .lineJoin('round')
      .stroke()
      .restore();
  }
}
