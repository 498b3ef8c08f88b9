import { createServer } from 'node:net';
import { once } from 'node:events';
import { systemClock } from '../clock.ts';
import { type Config, readConfig } from '../config.ts';
import { atomically, migrate, openDatabase } from '../db/database.ts';
import { openKeptVault } from '../db/kept-key-store.ts';
import { finishJournal } from '../finish-journal.ts';
import { openLog } from '../http/request-log.ts';
import { openSource, startService } from '../service.ts';
import { countFigures } from '../supervision/count-figures.ts';
import { planGarden } from './garden.ts';
import { type Progress, withoutNoise } from './progress.ts';
import { layPast } from './past.ts';
import type { Running } from './running.ts';
import { type DemoSecrets, keepSecrets } from './secrets.ts';
import { seedDemonstration } from './seed.ts';
import { hasSample, seedSample } from './seed-supervision.ts';
import { type DemoSettings, type PortName, portSettings, sitesOf } from './settings.ts';
import { welcome } from './welcome.ts';

/** Starts Procura and all around it in this process. Returns what to tell the person who did. */
export async function startDemonstration(settings: DemoSettings, { running, progress }: Stage): Promise<string> {
  await requireFreePorts(settings);
  const config = readConfig(environmentOf(settings, keepSecrets(settings.dataDir)));
  const step: Progress['step'] = (doing, done, act) => running.unlessLeaving(() => progress.step(doing, done, act));
  await prepareData(config, settings, step);
  const sites = planGarden({ ...settings, config });
  for (const site of sites) running.add(await step(site.name, 'prêt', () => site.start()));
  running.add(await step('Procura', 'prêt', () => startService(config, openLog(settings.logLevel, process.stderr))));
  return welcome({ config, sites, dataDir: settings.dataDir, at: systemClock.now() });
}

interface Stage {
  readonly running: Running;
  readonly progress: Progress;
}

/** All at once and before anything is made: data laid for one port would not do for another. */
async function requireFreePorts({ host, ports }: DemoSettings): Promise<void> {
  const names = Object.keys(ports) as PortName[]; // the keys of a Record<PortName, …>
  for (const name of names) await requireFreePort(name, { host, port: ports[name] });
}

async function requireFreePort(name: PortName, { host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const isTaken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
    const why = isTaken ? 'est déjà pris par un autre programme' : 'ne peut pas être ouvert';
    throw new Error(`Le port ${port} (${portSettings[name].of}) ${why} : arrêtez ce qui l’occupe, ou donnez-en un autre (${name}=…).`, {
      cause,
    });
  }
  await once(server.close(), 'close');
}

function environmentOf({ host, ports, dataDir, databaseUrl, logLevel }: DemoSettings, secrets: DemoSecrets): Record<string, string> {
  return {
    ...secrets,
    ...{ HOST: host, PORT: String(ports.PORT), DATA_DIR: dataDir, DATABASE_URL: databaseUrl, LOG_LEVEL: logLevel },
    PUBLIC_URL: `http://localhost:${ports.PORT}`,
    FRANCECONNECT_ISSUER: `http://localhost:${ports.FRANCECONNECT_PORT}/api/v2`,
    FRANCECONNECT_CLIENT_ID: 'procura',
    PROCONNECT_ISSUER: `http://localhost:${ports.PROCONNECT_PORT}/api/v2`,
    PROCONNECT_CLIENT_ID: 'procura',
    SMTP_URL: `smtp://localhost:${ports.SMTP_PORT}`,
    SMS_GATEWAY_URL: `http://localhost:${ports.INBOX_PORT}/sms`,
    PRIVATE_NETWORK_CLIENTS: 'localhost,127.0.0.1',
  };
}

async function prepareData(config: Config, { ports, logLevel }: DemoSettings, step: Progress['step']): Promise<void> {
  const { source, close } = await step('Base de données', 'prête', () => openMigrated(config));
  const db = openDatabase(source);
  try {
    const log = openLog(logLevel, process.stderr);
    const needs = { db, clock: systemClock, vault: await openKeptVault(db, config.MASTER_KEY) };
    const sites = sitesOf(config, { servicePort: ports.SERVICE_PORT });
    await step('Données de démonstration', 'en place', async () => {
      await layPast({ ...needs, source });
      await seedDemonstration(needs, sites);
      if (await hasSample(db)) return;
      await finishJournal({ config, context: { ...needs, log }, source }); // what is drawn from is signed first
      await atomically(needs, (work) => seedSample(work, sites));
      await countFigures(needs);
    });
  } finally {
    await db.destroy();
    await close();
  }
}

async function openMigrated(config: Config): ReturnType<typeof openSource> {
  const opened = await openSource(config);
  try {
    await withoutNoise(() => migrate(opened.source));
    return opened;
  } catch (cause) {
    await opened.close();
    if (config.DATABASE_URL === '') throw cause;
    const { code = '', message = '' } = cause as { code?: string; message?: string }; // whatever the driver threw
    throw new Error(`La base de données de DATABASE_URL ne se laisse pas ouvrir : ${message || code}`, { cause });
  }
}
