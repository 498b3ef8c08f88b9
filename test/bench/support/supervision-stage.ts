import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type Clock, systemClock } from '../../../src/clock.ts';
import { type Db, openDatabase } from '../../../src/db/database.ts';
import { openKeptVault } from '../../../src/db/kept-key-store.ts';
import type { Vault } from '../../../src/vault.ts';
import { type BenchDatabase, databases, serviceSettings } from './databases.ts';

/** A history of some size, as a supervisor of the whole country reads it. */
export interface Stage {
  readonly entries: number;
  /** How long it took to lay; null when it was there. */
  readonly seconds: number | null;
  readonly name: string;
  readonly needs: { readonly db: Db; readonly clock: Clock; readonly vault: Vault };
  readonly close: () => Promise<void>;
}

/** Lays a history on a server (BENCH_DATABASE_URL), or takes the one that BENCH_LAID_<entries> names; a server alone holds ten million. */
export async function openStage(entries: number): Promise<Stage> {
  const laid = process.env[`BENCH_LAID_${String(entries)}`];
  return laid === undefined ? layStage(entries) : standingStage(laid, entries);
}

/** A history that `procura seed --entries` laid under the MASTER_KEY of this environment: read, and left as it is. */
async function standingStage(url: string, entries: number): Promise<Stage> {
  const db = openDatabase({ url });
  const vault = await openKeptVault(db, [Buffer.from(process.env['MASTER_KEY'] ?? '', 'base64')]);
  const { rows } = await db.raw<{ rows: [{ version: string }] }>(`select current_setting('server_version') as version`);
  const name = `PostgreSQL ${rows[0].version.split(' ')[0] ?? '?'}, laid before`;
  return { entries, seconds: null, name, needs: { db, clock: systemClock, vault }, close: () => db.destroy() };
}

async function layStage(entries: number): Promise<Stage> {
  const [open] = databases().slice(-1);
  if (!open || !process.env['BENCH_DATABASE_URL'])
    throw new Error('Say where with BENCH_DATABASE_URL: a history this long needs a server.');
  const database = await open();
  const masterKey = randomBytes(32);
  const keys = { MASTER_KEY: masterKey.toString('base64'), JOURNAL_KEY: randomBytes(32).toString('base64') };
  const settings = { ...(await serviceSettings()), ...database.environment, ...keys };
  const began = performance.now();
  await seed(settings, { entries, database });
  const seconds = (performance.now() - began) / 1_000;
  const db = openDatabase({ url: database.environment['DATABASE_URL'] ?? '' });
  const vault = await openKeptVault(db, [masterKey]);
  const close = async () => {
    await db.destroy();
    await database.remove();
  };
  return { entries, seconds, name: database.name, needs: { db, clock: systemClock, vault }, close };
}

async function seed(settings: Record<string, string>, { entries, database }: { entries: number; database: BenchDatabase }): Promise<void> {
  const command = ['--import', 'tsx', 'src/cli/index.ts', 'seed', '--entries', String(entries)];
  const env = { ...process.env, ...settings, ANCHOR_FILE: `/tmp/procura-bench-anchor-${process.pid}-${entries}` };
  const [code] = (await once(spawn(process.execPath, command, { env, stdio: ['ignore', 'ignore', 'inherit'] }), 'exit')) as [number];
  if (code === 0) return;
  await database.remove();
  throw new Error(`procura seed --entries ${entries} ended with ${code}`);
}
