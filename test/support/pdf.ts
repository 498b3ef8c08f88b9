import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

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
