import { z } from 'zod';
import type { TextKey } from '../http/texts.ts';
import type { Candidate } from './application.ts';

/** A line of a list that cannot be taken: which, what it says, and why. */
export interface FaultyLine {
  readonly line: number;
  readonly text: string;
  readonly fault: TextKey;
}

export interface ReadList {
  readonly candidates: readonly Candidate[];
  readonly faults: readonly FaultyLine[];
}

/** A longer list is not read at all. */
export const mostLines = 10_000;

/** Letters and what joins them: nothing that a spreadsheet would take for a formula. */
export const personName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\p{L}[\p{L}\p{M}’'. -]*$/u);

/** An address of work; it begins with a letter or a digit, for the same reason. */
export const workEmail = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[a-z0-9]/)
  .pipe(z.email());

/** Reads a list of helpers, pasted or from a file: given name, family name, address, a line each, parted by `;`, `,` or tabs. Null: too long. */
export function readCandidates(text: string, known: ReadonlySet<string> = new Set()): ReadList | null {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (lines.length > mostLines + 1) return null;
  const seen = new Set(known);
  const read: { candidates: Candidate[]; faults: FaultyLine[] } = { candidates: [], faults: [] };
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || (index === 0 && isHeading(line))) continue;
    const found = readLine(line, seen);
    if (typeof found === 'string') read.faults.push({ line: index + 1, text: line.slice(0, 500), fault: found });
    else read.candidates.push(found);
  }
  return read;
}

function readLine(line: string, seen: Set<string>): Candidate | TextKey {
  const cells = cellsOf(line);
  if (cells?.length !== 3) return 'application.helpers.fault.cells';
  const [given, family, address] = cells;
  const [givenName, familyName, email] = [personName.safeParse(given), personName.safeParse(family), workEmail.safeParse(address)];
  if (!givenName.success || !familyName.success) return 'application.helpers.fault.name';
  if (!email.success) return 'application.helpers.fault.email';
  if (seen.has(email.data)) return 'application.helpers.fault.twice';
  seen.add(email.data);
  return { givenName: givenName.data, familyName: familyName.data, email: email.data };
}

const cell = {
  ';': /(?:"((?:[^"]|"")*)"|([^";]*))(;|$)/y,
  '\t': /(?:"((?:[^"]|"")*)"|([^"\t]*))(\t|$)/y,
  ',': /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y,
} as const;

/** The cells of one line (RFC 4180, but for line breaks within quotes); undefined when its quotes do not close. In one pass: lists are long. */
function cellsOf(typed: string): string[] | undefined {
  const line = typed.trim();
  const delimiter = ([';', '\t', ','] as const).find((one) => line.includes(one)) ?? ';';
  const pattern = cell[delimiter];
  const cells: string[] = [];
  for (pattern.lastIndex = 0; pattern.lastIndex < line.length;) {
    const found = pattern.exec(line);
    if (!found) return undefined;
    cells.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim());
  }
  return cells;
}

function isHeading(line: string): boolean {
  return !line.includes('@') && /pr[ée]nom|given|first/i.test(line);
}
