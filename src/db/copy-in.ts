import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import type pg from 'pg';
import { from } from 'pg-copy-streams';

export type Cell = string | number | boolean | Date | Buffer | null | readonly string[];

/** A row: its cells in the order of the columns. */
export type Row = readonly Cell[];

/** Where rows go. */
export interface Target {
  readonly table: string;
  readonly columns: readonly string[];
}

/** Rows as COPY reads them: a value in quotes is what it says, nothing between two commas is null. */
export function copyText(rows: readonly Row[]): Buffer {
  return Buffer.from(
    stringify([...rows], { quoted_string: true, cast: { boolean: String, date: (date) => date.toISOString(), object: written } }),
  );
}

/** Brings rows into a table by COPY, which a server reads ten times faster than statements. */
export async function copyIn(client: pg.Client, { table, columns }: Target, text: Buffer): Promise<void> {
  if (text.length > 0) await pipeline([text], client.query(from(`copy ${table} (${columns.join(', ')}) from stdin (format csv)`)));
}

function written(value: object): string {
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  return `{${Object.values(value)
    .map((one) => JSON.stringify(one))
    .join(',')}}`;
}
