import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PgliteHub } from './pglite-hub.ts';
import type { DatabaseSource } from './database.ts';

export interface EmbeddedDatabase {
  readonly source: DatabaseSource;
  close(): Promise<void>;
}

/**
 * PostgreSQL inside this process, in `dataDir`: for evaluation, development and tests, since it does not fsync.
 * Throws one sentence when the folder is in use by another process, cannot be written or is damaged.
 */
export async function openEmbedded(dataDir: string): Promise<EmbeddedDatabase> {
  makeFolder(dataDir);
  const unlock = lock(dataDir);
  try {
    const engine = await startEngine(join(dataDir, 'pg'));
    const hub = new PgliteHub(engine);
    return {
      source: { stream: hub.stream },
      close: async () => {
        await engine.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** The engine itself; `memory://` keeps nothing. */
async function startEngine(path: string): Promise<PGlite> {
  try {
    return await PGlite.create(path, { startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'] });
  } catch (cause) {
    throw new Error(`The data folder ${path} cannot be read as a database: restore a copy of it, or remove it to start afresh.`, { cause });
  }
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new Error(`The data folder ${dataDir} cannot be created: check the rights on it.`, { cause });
  }
}

/** PGlite does not refuse a second process on the same folder, and rows are lost: so we refuse it. */
function lock(dataDir: string): () => void {
  const file = join(dataDir, 'lock');
  if (existsSync(file)) {
    const owner = Number(readFileSync(file, 'utf8'));
    if (owner !== process.pid && isAlive(owner))
      throw new Error(`The data folder ${dataDir} is in use by process ${String(owner)}: stop that one first.`);
    rmSync(file, { force: true }); // its owner was killed
  }
  const descriptor = openSync(file, 'wx');
  writeSync(descriptor, String(process.pid));
  closeSync(descriptor);
  return () => {
    rmSync(file, { force: true });
  };
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
