import { readConfig } from './config.ts';
import { openLog } from './http/request-log.ts';
import { startService } from './service.ts';

try {
  const config = readConfig(process.env);
  const log = openLog(config.LOG_LEVEL);
  const service = await startService(config, log);
  log.info({ port: service.port, address: config.PUBLIC_URL }, 'ready');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'leaving');
      void service.close().then(() => process.exit(0)); // the embedded engine keeps a timer
    });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
