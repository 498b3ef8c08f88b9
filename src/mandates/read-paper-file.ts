import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { readTerms, type Terms } from './attestation.ts';
import { isAsSealed } from './file-seal.ts';
import { type Claims, type PaperFault, type PaperKey, readSignedPaper } from './signed-paper.ts';

/** What a paper proves by itself. */
export interface SelfProof {
  readonly claims: Claims;
  /** Whether the file is the one we sealed, to the last byte, so that its pages show what was signed; null when it bears no seal to look at. */
  readonly isWhole: boolean | null;
  /** Whether the text that travels in the file is the one that was signed; null when there is none to look at. */
  readonly isText: boolean | null;
  /** That text, when it is. */
  readonly terms: Terms | null;
}

/** Holds a PDF of ours, or the text of its square, against the keys: nothing else is asked. */
export function readPaperFile(bytes: Buffer, keys: readonly PaperKey[]): SelfProof | PaperFault {
  const isFile = bytes.toString('latin1', 0, 5) === '%PDF-';
  const parts = isFile ? streamsOf(bytes) : [bytes];
  const read = parts.filter(({ length }) => length < 10_000).map((part) => readSignedPaper(part.toString(), keys));
  const answer = read.find((one) => one !== 'malformed') ?? 'malformed';
  if (typeof answer === 'string') return answer;
  const isWhole = isFile && answer.sealed ? isAsSealed(bytes, keys) : null;
  if (!('terms' in answer) || parts.length === 1) return { claims: answer, isWhole, isText: null, terms: null };
  const signed = parts.find((part) => createHash('sha256').update(part).digest('base64url') === answer.terms);
  return { claims: answer, isWhole, isText: signed !== undefined, terms: signed ? termsIn(signed) : null };
}

/** Signed means that we wrote it, and we write JSON; a key of somebody else may have signed anything. */
function termsIn(signed: Buffer): Terms | null {
  try {
    return readTerms(signed.toString());
  } catch {
    return null;
  }
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
