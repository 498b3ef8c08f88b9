import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { type Claims, type PaperFault, type PaperKey, readSignedPaper } from './signed-paper.ts';

/** What a paper proves by itself. */
export interface SelfProof {
  readonly claims: Claims;
  /** Whether the text that travels in the file is the one that was signed; null when there is none to look at. */
  readonly isText: boolean | null;
}

/** Holds a PDF of ours, or the text of its square, against the keys: nothing else is asked. */
export function readPaperFile(bytes: Buffer, keys: readonly PaperKey[]): SelfProof | PaperFault {
  const parts = bytes.toString('latin1', 0, 5) === '%PDF-' ? streamsOf(bytes) : [bytes];
  const read = parts.filter(({ length }) => length < 10_000).map((part) => readSignedPaper(part.toString(), keys));
  const answer = read.find((one) => one !== 'malformed') ?? 'malformed';
  if (typeof answer === 'string') return answer;
  if (!('terms' in answer) || parts.length === 1) return { claims: answer, isText: null };
  const isText = parts.some((part) => createHash('sha256').update(part).digest('base64url') === answer.terms);
  return { claims: answer, isText };
}

/** No stream of ours unpacks to more. */
const largest = 10_000_000;

/** The streams of a PDF, unpacked where they were packed. */
function streamsOf(pdf: Buffer): Buffer[] {
  const found = pdf.toString('latin1').matchAll(/\bstream\r?\n([^]*?)\r?\nendstream\b/g);
  return Array.from(found, ([, content = '']) => unpacked(Buffer.from(content, 'latin1')));
}

function unpacked(content: Buffer): Buffer {
  try {
    return inflateSync(content, { maxOutputLength: largest });
  } catch {
    return content; // it was not packed, or is nothing we packed
  }
}
