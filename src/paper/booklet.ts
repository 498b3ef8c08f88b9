import PDFDocument from 'pdfkit';
import { languages, type Language } from '../http/languages.ts';
import { drawColumn } from './draw-column.ts';
import { type Block, type Placed, setColumn } from './page-layout.ts';
import { artifact, measureIn, page, prepareFaces } from './sheet.ts';

/** Pages of running text, as many as it takes: a tagged PDF (PDF/UA) that is written while its blocks are read. */
export interface Booklet {
  readonly language: Language;
  readonly title: string;
  readonly at: Date;
  readonly blocks: AsyncIterable<Block>;
}

const size = 10;
const inside = { width: page.width - 2 * page.margin, height: page.height - 2.5 * page.margin };

/** The document to pipe where it goes, and when it is whole; both fail together. */
export function bookletPdf(booklet: Booklet): { readonly pdf: InstanceType<typeof PDFDocument>; readonly written: Promise<void> } {
  const { language, title, at } = booklet;
  const pdf = new PDFDocument({
    ...({ subset: 'PDF/UA' } as object), // known to the library, not to its types
    ...{ size: 'A4', margin: 0, autoFirstPage: false, tagged: true, pdfVersion: '1.7', displayTitle: true },
    ...{ lang: languages[language].tag, info: { Title: title, Creator: 'Procura', Producer: 'Procura', CreationDate: at, ModDate: at } },
  });
  prepareFaces(pdf);
  return { pdf, written: write(pdf, booklet) };
}

async function write(doc: InstanceType<typeof PDFDocument>, { language, blocks }: Booklet): Promise<void> {
  const whole = doc.struct('Document');
  doc.addStructure(whole);
  const section = doc.struct('Sect', { lang: languages[language].tag });
  whole.add(section);
  const measure = measureIn(doc);
  let number = 0;
  for await (const placed of pagesOf(blocks, (block) => setColumn([block], { size, width: inside.width, language, measure }).placed)) {
    doc.addPage({ size: 'A4', margin: 0 });
    number += 1;
    drawColumn(doc, section, { placed, height: inside.height, width: inside.width }, { x: page.margin, y: page.margin, measure });
    artifact(doc, () => writeNumber(doc, String(number)));
  }
  section.end();
  whole.end();
  doc.end();
}

/** Fills pages; a block that does not fit what is left of one goes on, whole or in parts, on the next. */
async function* pagesOf(blocks: AsyncIterable<Block>, set: (block: Block) => readonly Placed[]): AsyncGenerator<Placed[]> {
  let onPage: Placed[] = [];
  let top = 0;
  for await (const block of blocks)
    for (const part of set(block).flatMap(inParts)) {
      const height = part.lines.length * part.size * 1.3;
      const before = onPage.length === 0 ? 0 : size * (block.kind === 'heading' ? 0.9 : 0.3);
      const needed = height + before + (block.kind === 'heading' ? 4 * size : 0); // a heading is not left alone at the foot
      if (top + needed > inside.height && onPage.length > 0) {
        yield onPage;
        [onPage, top] = [[], 0];
      }
      const at = onPage.length === 0 ? 0 : top + before;
      onPage.push({ ...part, top: at });
      top = at + height;
    }
  if (onPage.length > 0) yield onPage;
}

/** No part is higher than a page. */
function inParts(placed: Placed): Placed[] {
  const most = 40;
  const count = Math.max(1, Math.ceil(placed.lines.length / most));
  return Array.from({ length: count }, (_, n) => ({ ...placed, lines: placed.lines.slice(n * most, (n + 1) * most) }));
}

function writeNumber(doc: InstanceType<typeof PDFDocument>, number: string): void {
  const centred = { width: page.width, align: 'center', lineBreak: false } as const;
  doc
    .font('latin-400')
    .fontSize(7)
    .text(number, 0, page.height - 26, centred);
}
