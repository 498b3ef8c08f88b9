import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:net';
import { once } from 'node:events';
import knexFactory from 'knex';

/** A database of its own for one measurement, removed afterwards. */
export interface BenchDatabase {
  readonly name: string;
  /** What the service is told of it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly remove: () => Promise<void>;
}

const opened = new Set<BenchDatabase>();

/** Removes what an interrupted bench leaves. */
export async function removeAll(): Promise<void> {
  for (const database of opened) await database.remove();
}

/** The embedded database, and the server that BENCH_DATABASE_URL names if it names one. BENCH_ONLY=server or embedded leaves one out. */
export function databases(): (() => Promise<BenchDatabase>)[] {
  const only = process.env['BENCH_ONLY'];
  const url = process.env['BENCH_DATABASE_URL'];
  const kinds = [...(only === 'server' ? [] : [onEmbedded]), ...(url && only !== 'embedded' ? [() => onServer(url)] : [])];
  return kinds.map((open) => async () => remembered(await open()));
}

/** Everything else a service must be told, and keys of its own. */
export async function serviceSettings(): Promise<Record<string, string> & { PUBLIC_URL: string; PORT: string }> {
  const port = String(await freePort());
  const key = () => randomBytes(32).toString('base64');
  return {
    ...{ HOST: '127.0.0.1', PORT: port, METRICS_PORT: '', PUBLIC_URL: `http://127.0.0.1:${port}`, MASTER_KEY: key(), PAIRWISE_KEY: key() },
    ...{ FRANCECONNECT_ISSUER: 'http://127.0.0.1:9/api/v2', FRANCECONNECT_CLIENT_ID: 'bench', FRANCECONNECT_CLIENT_SECRET: 'bench' },
    ...{ PROCONNECT_ISSUER: 'http://127.0.0.1:9/api/v2', PROCONNECT_CLIENT_ID: 'bench', PROCONNECT_CLIENT_SECRET: 'bench' },
    ...{ SMTP_URL: 'smtp://127.0.0.1:9', SMS_GATEWAY_URL: 'http://127.0.0.1:9', SMS_GATEWAY_TOKEN: 'bench' },
    ...{ LOG_LEVEL: 'info', TRUSTED_PROXIES: '127.0.0.1', PRIVATE_NETWORK_CLIENTS: '' },
  };
}

/** A port of the loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

function remembered({ remove, ...facts }: BenchDatabase): BenchDatabase {
  const database: BenchDatabase = {
    ...facts,
    remove: async () => {
      await remove();
      opened.delete(database);
    },
  };
  opened.add(database);
  return database;
}

async function onEmbedded(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'procura-bench-'));
  return {
    name: 'embedded (PGlite, no fsync)',
    environment: { DATABASE_URL: '', DATA_DIR: join(folder, 'data') },
    remove: async () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function onServer(url: string): Promise<BenchDatabase> {
  const name = `procura_bench_${randomBytes(6).toString('hex')}`;
  const own = new URL(url);
  own.pathname = `/${name}`;
  const [server] = await onIt<{ version: string; fsync: string; commit: string }>(
    url,
    `select current_setting('server_version') as version, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
  );
  await onIt(url, `create database ${name}`);
  return {
    name: `PostgreSQL ${server?.version.split(' ')[0] ?? '?'} (fsync ${server?.fsync ?? '?'}, synchronous_commit ${server?.commit ?? '?'})`,
    environment: { DATABASE_URL: own.toString() },
    remove: async () => {
      await onIt(url, `drop database if exists ${name} with (force)`);
    },
  };
}

async function onIt<Row>(url: string, sql: string): Promise<Row[]> {
  const server = knexFactory({ client: 'pg', connection: url, pool: { min: 0, max: 1 } });
  try {
    return (await server.raw<{ rows: Row[] }>(sql)).rows;
  } finally {
    await server.destroy();
  }
}
