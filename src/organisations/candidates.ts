import { z } from 'zod';
import type { TextKey } from '../http/texts.ts';
import type { Candidate } from './application.ts';
import { type Columns, columnsOf } from './list-heading.ts';

/** A line of a list that cannot be taken: which, what it says, and why. */
export interface FaultyLine {
  readonly line: number;
  readonly text: string;
  readonly fault: TextKey;
}

export interface ReadList {
  readonly candidates: readonly Candidate[];
  readonly faults: readonly FaultyLine[];
  /** The faulty lines as they may be sent again: under their heading, when there was one. */
  readonly toCorrect: string;
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

/** Reads a list of helpers, pasted or from a file, a line each, parted by `;`, `,` or tabs: given name, family name, address, or in the order of its heading. Null: too long. */
export function readCandidates(text: string, known: ReadonlySet<string> = new Set()): ReadList | null {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (lines.length > mostLines + 1) return null;
  const first = lines.findIndex((line) => line.trim() !== '');
  const heading = lines[first] ?? '';
  const columns = columnsOf(cellsOf(heading) ?? [heading]);
  if (columns === 'unclear')
    return { candidates: [], faults: [faulty(heading, first, 'application.helpers.fault.heading')], toCorrect: text };
  const seen = new Set(known);
  const read: { candidates: Candidate[]; faults: FaultyLine[] } = { candidates: [], faults: [] };
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || (index === first && columns)) continue;
    const found = readLine(columns ? partsUnder(columns, line, delimiterOf(heading)) : partsOf(line), seen);
    if (typeof found === 'string') read.faults.push(faulty(line, index, found));
    else read.candidates.push(found);
  }
  const wrong = read.faults.map((fault) => fault.text);
  return { ...read, toCorrect: [...(columns && wrong.length > 0 ? [heading] : []), ...wrong].join('\n') };
}

function faulty(line: string, index: number, fault: TextKey): FaultyLine {
  return { line: index + 1, text: line.slice(0, 500), fault };
}

type Parts = readonly [given: string, family: string, address: string];

/** Given name, family name, address, in the cells that a heading gives them; without one, in this order. Undefined: there are fewer, or more. */
function partsOf(line: string): Parts | undefined {
  return pick({ givenName: 0, familyName: 1, email: 2, count: 3 }, cellsOf(line.trim()));
}

function partsUnder(columns: Columns, line: string, delimiter: Delimiter): Parts | undefined {
  return pick(columns, cellsOf(line, line.includes(delimiter) ? delimiter : delimiterOf(line)));
}

function pick(columns: Columns, cells: readonly string[] = []): Parts | undefined {
  const [given, family, address] = [cells[columns.givenName], cells[columns.familyName], cells[columns.email]];
  const isMore = cells.slice(columns.count).some((cell) => cell !== '');
  return isMore || given === undefined || family === undefined || address === undefined ? undefined : [given, family, address];
}

function readLine(parts: Parts | undefined, seen: Set<string>): Candidate | TextKey {
  if (!parts) return 'application.helpers.fault.cells';
  const [given, family, address] = parts;
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

type Delimiter = keyof typeof cell;

function delimiterOf(line: string): Delimiter {
  return ([';', '\t', ','] as const).find((one) => line.includes(one)) ?? ';';
}

/** The cells of one line (RFC 4180, but for line breaks within quotes); undefined when its quotes do not close. In one pass: lists are long. */
function cellsOf(typed: string, delimiter = delimiterOf(typed)): string[] | undefined {
  const line = delimiter === '\t' ? typed : typed.trim(); // a tab is a space, too: at either end it is an empty cell
  const pattern = cell[delimiter];
  const cells: string[] = [];
  for (pattern.lastIndex = 0; pattern.lastIndex < line.length;) {
    const found = pattern.exec(line);
    if (!found) return undefined;
    cells.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim());
  }
  return cells;
}
