import { toString } from 'qrcode';

/** A text as a picture a telephone reads: the address of an SVG image, black on white whatever the page's colours. */
export async function qrCode(text: string): Promise<string> {
  const svg = await toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
