import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type PaperKey, readSigned } from './signed-paper.ts';

/**
 * A file bears its seal in a line of its own before its last three, a comment to whoever shows it: the hash of everything else,
 * signed. Pages, their order, fonts, what is read aloud and what travels inside: not a byte changes unseen, nor is one added.
 */
const line = /\n%procura-seal ([\w.-]{1,600})\n(startxref\n\d+\n%%EOF\n)$/;
const longest = 1_000;

const said = z.strictObject({ pdf: z.string() });

/** The file with its seal. */
export function sealFile(pdf: Buffer, sign: (said: object) => string): Buffer {
  const at = pdf.lastIndexOf('startxref\n');
  return Buffer.concat([pdf.subarray(0, at), Buffer.from(`%procura-seal ${sign({ pdf: hashOf(pdf) })}\n`), pdf.subarray(at)]);
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
