import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { planGarden } from './garden.ts';
import { openProgress } from './progress.ts';
import { openRunning } from './running.ts';
import { readDemoSettings } from './settings.ts';

/** Everything around Procura but not Procura itself, for a Procura that runs elsewhere: its own settings are read, and fitted. */
const running = openRunning();
running.leaveOnSignal();
const progress = openProgress(process.stdout);
try {
  const config = readConfig(process.env);
  const { host, ports } = readDemoSettings(process.env);
  for (const site of planGarden({ config, host, ports, dataDir: join(tmpdir(), 'procura-inbox') })) {
    running.add(await running.unlessLeaving(() => progress.step(site.name, site.url, () => site.start())));
  }
  await running.untilLeaving();
  await running.leave();
} catch (error) {
  await running.leave(error);
}
