import { readConfig } from '../config.ts';
import { type Context, openContext } from '../context.ts';
import { type DatabaseSource, migrate, openDatabase } from '../db/database.ts';
import { openKeptVault } from '../db/kept-key-store.ts';
import { watchClock } from '../db/watched-clock.ts';
import { openLog } from '../http/request-log.ts';
import { openSource } from '../service.ts';

/** Opens what the service would, brings the schema up to date, acts, and closes it again. */
export async function withContext<T>(act: (context: Context, source: DatabaseSource) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const { source, close } = await openSource(config);
  try {
    await migrate(source);
    const db = openDatabase(source);
    const vault = await openKeptVault(db, config.MASTER_KEY);
    const context = openContext(config, { db, clock: await watchClock(db), log: openLog('warn'), vault });
    try {
      return await act(context, source);
    } finally {
      await context.db.destroy();
    }
  } finally {
    await close();
  }
}
