import type PDFDocument from 'pdfkit';

/** What the library knows of a font it embeds; its types leave it out. */
interface Embedded {
  /** The file as it was read: gives the glyph it gave before for the same number, with the letter of then. */
  readonly font: { _glyphs: Record<number, Glyph>; getGlyph(id: number, codePoints?: readonly number[]): Glyph };
  readonly scale: number;
  readonly subset: { readonly glyphs: number[] };
  readonly unicode: (readonly number[])[];
  readonly widths: number[];
  layout(text: string, features: unknown): { readonly glyphs: readonly Glyph[]; readonly positions: unknown };
  encode: (text: string, features: unknown) => [string[], unknown];
}

interface Glyph {
  readonly id: number;
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}

/**
 * Arabic letters that differ by their dots share the glyph of their body, and the library keeps the first letter it saw as the text
 * of that glyph: what one copies or searches would be other words. Here each letter has a glyph of its own, drawn the same.
 */
export function tellApart(doc: InstanceType<typeof PDFDocument>): void {
  const font = (doc as unknown as { _font: Embedded })._font; // the font chosen last, by the library's own name for it
  const read = font.font.getGlyph.bind(font.font);
  font.font.getGlyph = (id, codePoints) => {
    Reflect.deleteProperty(font.font._glyphs, id);
    return read(id, codePoints);
  };
  const known = new Map<string, number>();
  font.encode = (text, features) => {
    const { glyphs, positions } = font.layout(text, features);
    const codes = glyphs.map((glyph) => {
      const key = `${String(glyph.id)} ${glyph.codePoints.join(' ')}`;
      const code = known.get(key) ?? add(font, glyph);
      known.set(key, code);
      return code.toString(16).padStart(4, '0');
    });
    return [codes, positions];
  };
}

function add({ subset, widths, unicode, scale }: Embedded, glyph: Glyph): number {
  const code = subset.glyphs.push(glyph.id) - 1;
  widths[code] = glyph.advanceWidth * scale;
  unicode[code] = glyph.codePoints;
  return code;
}
