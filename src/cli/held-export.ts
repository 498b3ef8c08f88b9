import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';

/** What somebody holds of an export: of which journal, and the place of the first entry that is not whole in it. */
export interface HeldExport {
  readonly of: string;
  readonly from: number;
}

/** Reads the two ends of an export, be it cut off anywhere. Throws one sentence when it is none. */
export function readHeldExport(path: string): HeldExport {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const [first = ''] = bytesOf(file, { from: 0, to: Math.min(size, reach) }).split('\n');
    const header = parseHeader(first, path);
    const tail = bytesOf(file, { from: Math.max(0, size - reach), to: size });
    return { of: header.origin, from: nextPlace(tail.split('\n').slice(0, -1)) ?? header.from };
  } finally {
    closeSync(file);
  }
}

/** Longer than any line: a tile's is 11 KB, and an entry's no longer than its leaf may be. */
const reach = 1_048_576;

const headerForm = z.object({ export: z.literal('procura-journal/v1'), origin: z.string(), from: z.int().nonnegative() });

function parseHeader(line: string, path: string): z.output<typeof headerForm> {
  try {
    return headerForm.parse(JSON.parse(line));
  } catch (cause) {
    throw new Error(`${path} does not begin as an export of a journal does.`, { cause });
  }
}

/** Lines as they are written: an entry's begins with its place; the checkpoint, which ends an export, says how many it holds. */
function nextPlace(lines: readonly string[]): number | null {
  for (const line of lines.toReversed()) {
    const [, index, size] = /^\{"(?:index":(\d{1,15}),"leaf":"|checkpoint":"[^"\\]*\\n(\d{1,15})\\n)/.exec(line) ?? [];
    if (index !== undefined) return Number(index) + 1;
    if (size !== undefined) return Number(size);
  }
  return null;
}

/** In a letter a byte, so that a letter cut in two spoils nothing. */
function bytesOf(file: number, { from, to }: { readonly from: number; readonly to: number }): string {
  const bytes = Buffer.alloc(to - from);
  return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from)).toString('latin1');
}
