import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { lockFolder } from './folder-lock.ts';
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
  const unlock = lockFolder(dataDir, 'The data folder'); // PGlite does not refuse a second process, and rows are lost
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
