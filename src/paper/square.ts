import type PDFDocument from 'pdfkit';
import QRCode from 'qrcode';

type Doc = InstanceType<typeof PDFDocument>;

/** Draws a QR code as a figure that says what it is for. */
export function drawSquare(
  doc: Doc,
  section: ReturnType<Doc['struct']>,
  { text, alt, x, y, side }: { readonly text: string; readonly alt: string; readonly x: number; readonly y: number; readonly side: number },
): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const unit = side / modules.size;
  const draw = (): void => {
    for (let row = 0; row < modules.size; row++)
      for (let column = 0; column < modules.size; column++)
        if (modules.get(row, column)) doc.rect(x + column * unit, y + row * unit, unit, unit);
    doc.fill('black');
  };
  section.add(doc.struct('Figure', { alt, ...({ bbox: [x, y, x + side, y + side] } as object) }, [draw]));
}
