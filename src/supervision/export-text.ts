import { stringify } from 'csv-stringify/sync';
import type { EntryLine } from './describe-entries.ts';

/** An entry of an export, and the proof that it is in the journal: null while no published checkpoint holds it. */
export interface ProvenLine {
  readonly line: EntryLine;
  readonly proof: string | null;
}

/** How a format is written: what comes first, what each entry adds, and the last line, which says that nothing is missing before it. */
export interface Writing {
  readonly head: (about: object) => string;
  readonly lines: (lines: readonly ProvenLine[]) => string;
  readonly tail: (count: number, seal: string) => string;
  readonly isProven: boolean;
}

const names = ['at', 'event', 'refusal', 'organisation', 'helper', 'person', 'procedure', 'client', 'mandateId', 'useId'] as const;

type Readable = Readonly<Record<(typeof names)[number], string | null>>;

/** A cell that a spreadsheet would take for a formula begins with an apostrophe: it stays what it is, a text. */
const csv = (rows: readonly (readonly unknown[])[]) => stringify(rows as unknown[][], { escape_formulas: true, quoted_string: true });

export const writings: Readonly<Record<'csv' | 'jsonl', Writing>> = {
  csv: {
    head: () => `\ufeff${csv([names])}`,
    lines: (lines) => csv(lines.map(({ line }) => cellsOf(readable(line)))),
    tail: (count, seal) => csv([['#end', String(count), seal]]),
    isProven: false,
  },
  jsonl: {
    head: (about) => json({ export: 'procura-selection/v1', ...about }),
    lines: (lines) => lines.map(({ line, proof }) => json({ entry: readable(line), proof })).join(''),
    tail: (count, seal) => json({ end: { lines: count }, seal }),
    isProven: true,
  },
};

function cellsOf(line: Readable): (string | null)[] {
  return names.map((name) => line[name]);
}

function readable({ at, event, refusal, organisation, helper, person, procedure, client, mandateId, useId }: EntryLine): Readable {
  return { at: at.toISOString(), event, refusal, organisation, helper, person, procedure, client, mandateId, useId };
}

function json(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
