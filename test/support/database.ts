import { randomBytes } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import knexFactory from 'knex';
import { type DatabaseSource, type Db, migrate, openDatabase } from '../../src/db/database.ts';
import { PgliteHub } from '../../src/db/pglite-hub.ts';

declare global {
  var __pglite: (() => Promise<PGlite>) | undefined;
}

export interface TestDatabase {
  readonly db: Db;
  readonly source: DatabaseSource;
  /** A real server: several sessions, so races and locks are real. */
  readonly isServer: boolean;
  /** As the owner: what the application may not do. */
  asOwner<T = unknown>(sql: string): Promise<{ rows: T[] }>;
  close(): Promise<void>;
}

/** A database of its own for the test file: cloned from a migrated template on a server, emptied on the embedded engine. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const url = process.env['TEST_DATABASE_URL'];
  return url ? openOnServer(url) : openEmbedded();
}

async function openEmbedded(): Promise<TestDatabase> {
  const engine = await globalThis.__pglite?.();
  if (!engine) throw new Error('no embedded engine: is test/support/environment.mjs the environment?');
  const source = { stream: new PgliteHub(engine).stream };
  await migrate(source);
  const db = openDatabase(source);
  // one session for all: the owner borrows it and gives the role back
  const asOwner = async <T>(sql: string) => {
    const [result] = (await engine.exec(`reset role; ${sql}`)).slice(-1);
    await engine.exec('set role procura_app');
    return { rows: (result?.rows ?? []) as T[] };
  };
  await engine.exec('deallocate all'); // named statements of the test file before, in the one session
  await asOwner(wipe);
  return { db, source, isServer: false, asOwner, close: () => db.destroy() };
}

async function openOnServer(url: string): Promise<TestDatabase> {
  const name = `procura_test_${randomBytes(6).toString('hex')}`;
  await onServer(url, async (server) => {
    await server.raw(`create database ${name} template ${await template(url)}`);
  });
  const own = withDatabase(url, name);
  const owner = knexFactory({ client: 'pg', connection: own, pool: { min: 0, max: 2 } });
  const db = openDatabase({ url: own }, { poolSize: 40 });
  return {
    db,
    source: { url: own },
    isServer: true,
    asOwner: (sql) => owner.raw(sql.replaceAll('?', '\\?')),
    close: async () => {
      await db.destroy();
      await owner.destroy();
      await onServer(url, (server) => server.raw(`drop database if exists ${name} with (force)`));
    },
  };
}

/** Migrated once per run and worker; an advisory lock keeps two workers from making it at once. */
async function template(url: string): Promise<string> {
  const run = (process.env['TEST_RUN'] ?? String(process.ppid)).replaceAll(/\W/g, '_');
  const name = `procura_template_${run}_${process.env['JEST_WORKER_ID'] ?? '0'}`;
  await onServer(url, async (server) => {
    const { rows } = await server.raw<{ rows: unknown[] }>('select from pg_database where datname = ?', [name]);
    if (rows.length > 0) return;
    await server.raw(`create database ${name}`);
    await migrate({ url: withDatabase(url, name) });
  });
  return name;
}

async function onServer(url: string, act: (server: Db) => Promise<unknown>): Promise<void> {
  const server = knexFactory({ client: 'pg', connection: url, pool: { min: 0, max: 1 } });
  try {
    await act(server);
  } finally {
    await server.destroy();
  }
}

function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.toString();
}

// Statements prepared by the file before are still there under the names this one will give.
const wipe = `
  deallocate all;
  set session_replication_role = replica;
  do $$ declare r record; begin
    for r in select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'journal') and tablename not like 'knex_%' and tablename not like 'entries\\_%'
    loop execute 'truncate ' || r.name || ' cascade'; end loop;
  end $$;
  -- a file before may have closed volumes, and dropped some
  alter sequence journal.entry_id restart with 1;
  do $$ declare r record; begin
    for r in select tablename as name from pg_tables where schemaname = 'journal' and tablename ~ '^entries_of_([2-9]|1.)'
    loop execute 'drop table journal.' || r.name; end loop;
  end $$;
  create table if not exists journal.entries_0 partition of journal.entries for values from (0) to (10000000);
  create table if not exists journal.entries_1 partition of journal.entries for values from (10000000) to (20000000);
  set session_replication_role = default;
  select 1`;
