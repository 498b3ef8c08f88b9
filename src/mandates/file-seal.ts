import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type PaperKey, readSigned } from './signed-paper.ts';

/**
 * A file bears its seal in a line of its own before its last three, a comment to whoever shows it: the hash of everything else,
 * signed, with what the square says. Pages, their order, fonts, what is read aloud and what travels inside: not a byte changes unseen,
 * nor is one added.
 */
const line = /\n%procura-seal ([\w.-]{1,2000})\n(startxref\n\d+\n%%EOF\n)$/;
const longest = 2_200;

const said = z.strictObject({ pdf: z.string(), paper: z.string() });

/** Signs what is said of a file, once it is drawn. */
export type Seal = (said: object) => string;

/** The file of a paper with its seal. */
export function sealFile(pdf: Buffer, { signed, seal }: { readonly signed: string; readonly seal: Seal }): Buffer {
  const at = pdf.lastIndexOf('startxref\n');
  return Buffer.concat([
    pdf.subarray(0, at),
    Buffer.from(`%procura-seal ${seal({ pdf: hashOf(pdf), paper: signed })}\n`),
    pdf.subarray(at),
  ]);
}

/** Whether a file is the one that was sealed, to the last byte. */
export function isAsSealed(file: Buffer, keys: readonly PaperKey[]): boolean {
  const tail = file.toString('latin1', Math.max(0, file.length - longest));
  const [whole = '', seal = '', end = ''] = line.exec(tail) ?? [];
  const read = said.safeParse(readSigned(seal, keys)).data;
  const rest = Buffer.concat([file.subarray(0, file.length - whole.length + 1), Buffer.from(end, 'latin1')]);
  return read?.pdf === hashOf(rest);
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url');
}
