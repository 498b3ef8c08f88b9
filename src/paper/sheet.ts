import PDFDocument from 'pdfkit';
import { languages, type Language } from '../http/languages.ts';
import { drawColumn } from './draw-column.ts';
import { drawPictograms } from './draw-pictograms.ts';
import { drawSquare } from './square.ts';
import { allFaces } from './faces.ts';
import type { Measure } from './lines.ts';
import { tellApart } from './told-apart.ts';
import { type Block, fitColumn, setColumn } from './page-layout.ts';

/** One side of a sheet, in one language: the running text, and below it a panel with a square to scan. */
export interface Side {
  readonly language: Language;
  readonly blocks: readonly Block[];
  /** Who it goes to, where the window of an envelope shows it, with room for an address by hand; the text begins below. */
  readonly addressee?: readonly Block[];
  readonly panel: readonly Block[];
  readonly square: { readonly text: string; readonly alt: string };
}

interface About {
  readonly at: Date;
  /** Files that travel inside. */
  readonly attachments?: readonly { readonly name: string; readonly content: string }[];
}

type Doc = InstanceType<typeof PDFDocument>;
type Element = ReturnType<Doc['struct']>;

/** A4, in points. */
export const page = { width: 595.28, height: 841.89, margin: 42, square: 132, gap: 14, panelSize: 8.5 };
/** What the window of a French envelope shows of a sheet folded in three: 100 mm from the left, 45 mm from the top. */
const window = { x: 283.5, y: 130, width: 255, height: 125, size: 11 };
const inside = page.width - 2 * page.margin;

/** A tagged PDF (PDF/UA) of one page for each side: titles, headings, lists and figures named, every text with its language, fonts inside. */
export async function sheetPdf(sides: readonly Side[], { at, attachments = [] }: About): Promise<Buffer> {
  const [first] = sides;
  if (!first) throw new Error('a sheet has a side');
  const doc = newDocument(first, at);
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => resolve(Buffer.concat(chunks)))
      .on('error', reject);
  });
  prepareFaces(doc);
  const whole = doc.struct('Document');
  doc.addStructure(whole);
  const measure = measureIn(doc);
  for (const [index, side] of sides.entries())
    drawSide(doc, whole, { side, measure, number: `${String(index + 1)}/${String(sides.length)}` });
  whole.end();
  for (const { name, content } of attachments) doc.file(Buffer.from(content), { name, creationDate: at, modifiedDate: at });
  doc.end();
  return done;
}

/** Called as its first page is. */
function newDocument({ language, blocks }: Side, at: Date): Doc {
  const Title = `${blocks[0]?.text ?? ''} – Procura`;
  return new PDFDocument({
    ...({ subset: 'PDF/UA' } as object), // known to the library, not to its types
    ...{ size: 'A4', margin: 0, autoFirstPage: false, tagged: true, pdfVersion: '1.7', displayTitle: true },
    ...{ lang: languages[language].tag, info: { Title, Creator: 'Procura', Producer: 'Procura', CreationDate: at, ModDate: at } },
  });
}

/** The fonts, known to the document by their names. */
export function prepareFaces(doc: Doc): void {
  for (const { name, bytes, isArabic } of allFaces) {
    doc.registerFont(name, bytes());
    if (isArabic) tellApart(doc.font(name));
  }
}

function drawSide(doc: Doc, whole: Element, { side, measure, number }: { side: Side; measure: Measure; number: string }): void {
  doc.addPage({ size: 'A4', margin: 0 });
  const { language, square } = side;
  const panel = setColumn(side.panel, { size: page.panelSize, width: inside - page.square - page.gap, language, measure });
  const top = page.height - page.margin - Math.max(panel.height, page.square);
  const start = side.addressee ? window.y + window.height : page.margin;
  const text = fitColumn(side.blocks, { height: top - page.gap * 1.5 - start, width: inside, language, measure });
  const [panelAt, squareAt] = languages[language].direction === 'ltr' ? [0, inside - page.square] : [page.square + page.gap, 0];
  const section = doc.struct('Sect', { lang: languages[language].tag });
  whole.add(section);
  doc.outline.addItem(side.blocks[0]?.text ?? '');
  if (side.addressee) {
    const shown = setColumn(side.addressee, { size: window.size, width: window.width, language, measure });
    drawColumn(doc, section, shown, { x: window.x, y: window.y, measure });
  }
  drawColumn(doc, section, text, { x: page.margin, y: start, measure });
  artifact(doc, () => {
    drawPictograms(doc, text, { x: page.margin, y: start });
    rule(doc, top - page.gap / 2);
  });
  drawColumn(doc, section, panel, { x: page.margin + panelAt, y: top, measure });
  drawSquare(doc, section, { ...square, x: page.margin + squareAt, y: top, side: page.square });
  const centred = { width: page.width, align: 'center', lineBreak: false } as const;
  artifact(doc, () =>
    doc
      .font('latin-400')
      .fontSize(7)
      .text(number, 0, page.height - 26, centred),
  );
  section.end();
}

function rule(doc: Doc, y: number): void {
  doc
    .moveTo(page.margin, y)
    .lineTo(page.width - page.margin, y)
    .lineWidth(0.75)
    .stroke();
}

/** Drawn and not read aloud. */
export function artifact(doc: Doc, draw: () => unknown): void {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
}

/** How wide a piece is at one point, remembered. */
export function measureIn(doc: Doc): Measure {
  const known = new Map<string, number>();
  return ({ face, text }) => {
    const key = `${face.name} ${text}`;
    const width = known.get(key) ?? doc.font(face.name).fontSize(1_000).widthOfString(text) / 1_000;
    known.set(key, width);
    return width;
  };
}
