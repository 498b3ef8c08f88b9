import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { type Context, openContext } from '../context.ts';
import { migrate, openDatabase } from '../db/database.ts';
import { openLog } from '../http/request-log.ts';
import { openSource } from '../service.ts';

/** Opens what the service would, brings the schema up to date, acts, and closes it again. */
export async function withContext<T>(act: (context: Context) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const { source, close } = await openSource(config);
  try {
    await migrate(source);
    const context = openContext(config, { db: openDatabase(source), clock: systemClock, log: openLog('warn') });
    try {
      return await act(context);
    } finally {
      await context.db.destroy();
    }
  } finally {
    await close();
  }
}
