import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { languages } from '../../src/http/languages.ts';
import { printable } from '../../src/paper/lines.ts';
import { styles } from '../../src/paper/page-layout.ts';
import type { Side } from '../../src/paper/sheet.ts';

const run = promisify(execFile);

/** What strangers' programs (poppler) say of a PDF: its facts, and the text of each page. */
export function readPdf(pdf: Buffer): Promise<{ readonly facts: string; readonly pages: readonly string[] }> {
  return inFile(pdf, async (file) => {
    const { stdout: facts } = await run('pdfinfo', [file]);
    const { stdout: text } = await run('pdftotext', ['-enc', 'UTF-8', file, '-']);
    return { facts, pages: text.split('\f').slice(0, -1) };
  });
}

/** A PDF as a file, for as long as somebody reads it. */
export async function inFile<T>(pdf: Buffer, read: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'procura-pdf-'));
  const file = join(folder, 'paper.pdf');
  await writeFile(file, pdf);
  return read(file).finally(() => rm(folder, { recursive: true }));
}

/** Whether poppler is installed here; the gate installs it, and what it would say is never passed over there. */
export async function hasPoppler(): Promise<boolean> {
  if (process.env.CI) return true;
  return run('pdfinfo', ['-v']).then(
    () => true,
    () => false,
  );
}

/** What a program that reads a PDF aloud goes through, in its order: each element, its language, and what is said of it. */
export interface Read {
  readonly tag: string;
  readonly language: string;
  readonly text: string;
}

/** The elements of a tagged PDF, as a stranger's program (poppler) finds them; where we tell how the drawn text is read, that. */
export async function readAloud(pdf: Buffer): Promise<Read[]> {
  const { stdout } = await inFile(pdf, (file) => run('pdfinfo', ['-struct-text', file]));
  const heard = [...stdout.matchAll(/^ +(\w+)(?: \((?:block|inline)\))?((?:\n +"[^]*?"(?=\n|$))*)/gm)].filter(([, tag]) => tag !== 'Sect');
  const told = elementsOf(pdf).filter(({ tag }) => !['Document', 'Sect'].includes(tag));
  if (heard.map(([, tag]) => tag).join() !== told.map(({ tag }) => tag).join()) throw new Error(`two orders of reading:\n${stdout}`);
  return told.map(({ actual, ...element }, index) => {
    const drawn = [...(heard[index]?.[2] ?? '').matchAll(/"([^]*?)"(?=\n|$)/g)].map(([, text = '']) => text).join('');
    return { ...element, text: actual ?? drawn };
  });
}

/** A side as it must be read: its language, then each block under the tag of its kind, and the square's words last. */
export function spokenOf({ language, addressee = [], blocks, panel, square }: Side): [language: string, ...Said[]] {
  const said = [...addressee, ...blocks, ...panel].map(({ kind, text }): Said => [
    kind === 'item' ? 'LBody' : styles[kind].tag,
    printable(text),
  ]);
  return [languages[language].tag, ...said, ['Figure', square.alt]];
}

type Said = [tag: string, text: string];

/** What is read aloud of each side of a sheet, in the shape of `spokenOf`. */
export async function readSides(pdf: Buffer): Promise<[language: string, ...Said[]][]> {
  const sides: [string, ...Said[]][] = [];
  let isNew = true;
  for (const { tag, language, text } of await readAloud(pdf)) {
    if (['L', 'LI', 'Lbl'].includes(tag)) continue;
    if (isNew) sides.push([language]);
    sides.at(-1)?.push([tag, text]);
    isNew = tag === 'Figure';
  }
  return sides;
}

interface Told {
  readonly tag: string;
  readonly language: string;
  readonly actual: string | null;
}

/** The tree of a PDF that pdfkit wrote, from the top. */
function elementsOf(pdf: Buffer): Told[] {
  const objects = new Map(
    [...pdf.toString('latin1').matchAll(/(\d+) 0 obj\n<<\n(\/S \/[^]*?)\n>>\nendobj/g)].map(([, id = '', body = '']) => [id, body]),
  );
  const walk = (id: string, language: string): Told[] => {
    const body = objects.get(id) ?? '';
    const own = /\/Lang \((\w+)\)/.exec(body)?.[1] ?? language;
    const kids = [...(/\/K \[([^\]]*)\]/.exec(body)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].flatMap(([, kid = '']) => walk(kid, own));
    return [
      { tag: /\/S \/(\w+)/.exec(body)?.[1] ?? '', language: own, actual: stringIn(body, 'ActualText') ?? stringIn(body, 'Alt') },
      ...kids,
    ];
  };
  const top = [...objects].find(([, body]) => body.startsWith('/S /Document'))?.[0] ?? '';
  return walk(top, '');
}

const escaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function stringIn(body: string, name: string): string | null {
  const [, raw] = new RegExp(`/${name} \\(((?:\\\\[^]|[^\\\\)])*)\\)`).exec(body) ?? [];
  const bytes = raw?.replaceAll(/\\([^])/g, (_, sign: string) => escaped[sign] ?? sign);
  if (bytes === undefined || !bytes.startsWith('\xfe\xff')) return bytes ?? null;
  return Buffer.from(bytes.slice(2), 'latin1').swap16().toString('utf16le');
}
