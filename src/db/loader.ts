import pg from 'pg';
import { copyIn, copyText, type Row, type Target } from './copy-in.ts';
import { type DatabaseSource, direct } from './database.ts';
import { setAside } from './set-aside.ts';

/** Brings many rows into tables, as the owner of the database. */
export interface Loader {
  loadText(target: Target, text: Buffer): Promise<void>;
  loadRows(target: Target, rows: readonly Row[]): Promise<void>;
  ask<Answer extends object>(sql: string, values?: readonly unknown[]): Promise<Answer[]>;
}

/**
 * Brings many rows into these tables in one transaction, which holds them for itself: their indexes, references and triggers are put aside,
 * and stand again before it ends. Whatever is thrown undoes all of it.
 */
export async function loadAlone<Answer>(
  source: DatabaseSource,
  tables: readonly string[],
  work: (loader: Loader) => Promise<Answer>,
): Promise<Answer> {
  const client = connectionTo(direct(source));
  await client.connect();
  try {
    await client.query(`begin; reset role; set local maintenance_work_mem = '${workMemory}'`);
    const bringBack = await setAside(client, tables);
    const answer = await work(loaderOf(client, 'url' in source));
    await bringBack();
    await client.query('commit');
    return answer;
  } finally {
    await client.end(); // where the commit was not reached, nothing happened
  }
}

/** What one index is sorted in. */
const workMemory = '256MB';

function connectionTo(source: DatabaseSource): pg.Client {
  if ('url' in source) return new pg.Client({ connectionString: source.url });
  return new pg.Client({ stream: source.stream, user: 'postgres', database: 'postgres' });
}

function loaderOf(client: pg.Client, readsText: boolean): Loader {
  return {
    loadText: (target, text) => copyIn(client, target, text),
    loadRows: (target, rows) => (readsText ? copyIn(client, target, copyText(rows)) : insert(client, target, rows)),
    ask: async <Answer extends object>(sql: string, values: readonly unknown[] = []) => {
      const { rows }: { rows: unknown[] } = await client.query(sql, [...values]);
      return rows as Answer[]; // the columns that the caller names
    },
  };
}

async function insert(client: pg.Client, { table, columns }: Target, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const written = rows.map((row) =>
    Object.fromEntries(
      row.map((cell, place) => [columns[place] ?? '', Buffer.isBuffer(cell) ? `\\x${cell.toString('hex')}` : (cell as unknown)]),
    ),
  );
  const names = columns.join(', ');
  await client.query(`insert into ${table} (${names}) select ${names} from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [
    JSON.stringify(written),
  ]);
}
