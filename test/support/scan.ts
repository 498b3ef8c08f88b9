import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import jsqr from 'jsqr';
import { inFile } from './pdf.ts';

const run = promisify(execFile);

/** Where the squares of our papers are, at 150 dots an inch: whoever scans points at them, not at the whole page. */
const foot = ['-x', '0', '-y', '1330', '-W', '1241', '-H', '425'];

/** What a telephone reads in the square at the foot of a page, printed and seen as pixels; null where it reads none. */
export function scan(pdf: Buffer, page: number): Promise<string | null> {
  return inFile(pdf, async (file) => {
    const where = ['-f', String(page), '-l', String(page), ...foot];
    const { stdout } = await run('pdftoppm', ['-r', '150', '-gray', ...where, file], { encoding: 'buffer', maxBuffer: 1 << 26 });
    const { width, height, shades } = grey(stdout);
    const pixels = new Uint8ClampedArray(shades.length * 4).map((_, at) => shades[at >> 2] ?? 255);
    return jsqr.default(pixels, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null;
  });
}

/** A picture in grey (PGM): a line for its kind, one for its size, one for its white, then a byte for each dot. */
function grey(picture: Buffer): { readonly width: number; readonly height: number; readonly shades: Buffer } {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(picture.toString('latin1', 0, 40));
  if (!head) throw new Error('not a picture in grey');
  return { width: Number(head[1]), height: Number(head[2]), shades: picture.subarray(head[0].length) };
}
