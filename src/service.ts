import { once } from 'node:events';
import type { Server } from 'node:http';
import { createApp } from './app.ts';
import { minute, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { type Context, openContext } from './context.ts';
import { atomically, type DatabaseSource, migrate, openDatabase } from './db/database.ts';
import { openEmbedded } from './db/embedded.ts';
import { openKeptVault } from './db/kept-key-store.ts';
import { watchClock } from './db/watched-clock.ts';
import { startHousekeeping } from './housekeeping.ts';
import { openPatientServer } from './http/patient-server.ts';
import type { Logger } from './http/request-log.ts';
import { closeBy } from './journal/close-volume.ts';
import { cosignBy } from './journal/cosign.ts';
import { type Sequencer, type SequencerStatus, startSequencer } from './journal/sequencer.ts';
import { journalSettings } from './journal-settings.ts';
import { createSubject, serviceSubject } from './journal/subject-keys.ts';
import { startDelivery } from './notifications/deliver.ts';
import { ensureSigningKeys } from './provider/keys.ts';
import { startSignals } from './provider/signals.ts';
import { startVerifying } from './supervision/verify-journal.ts';

export interface Service {
  readonly port: number;
  /** Answers what is under way, sends what is being sent, then closes everything. */
  close(): Promise<void>;
}

/** Opens the database, brings it up to date and starts serving. Throws one clear sentence when something stands in the way. */
export async function startService(config: Config, log: Logger): Promise<Service> {
  const { source, close: closeDatabase } = await openSource(config);
  try {
    await migrate(source);
    const db = openDatabase(source);
    const clock = await watchClock(db);
    const context = openContext(config, { db, clock, log, vault: await openKeptVault(db, config.MASTER_KEY) });
    await atomically(context, async (work) => {
      await createSubject(work, serviceSubject);
      await ensureSigningKeys(work);
    });
    const server = await listen(openPatientServer(createApp(context)).listen(config.PORT, config.HOST), config);
    const metrics = config.METRICS_PORT === null ? null : context.metrics.listen(config.METRICS_PORT, config.HOST);
    const delivery = startDelivery(context);
    const signals = startSignals(context);
    const verifying = startVerifying(context);
    const housekeeping = startHousekeeping(context);
    const sequencer = startJournal(config, source, context);
    const comparing = setInterval(() => void clock.compare(), minute);
    return {
      port: portOf(server),
      close: async () => {
        await stopListening(server);
        metrics?.close();
        clearInterval(comparing);
        await Promise.all([delivery.stop(), signals.stop(), verifying.stop(), housekeeping.stop(), sequencer?.stop()]);
        for (const carrier of Object.values(context.carriers)) carrier.close();
        await context.db.destroy();
        await closeDatabase();
      },
    };
  } catch (error) {
    await closeDatabase();
    throw error;
  }
}

/** Every instance may lead the journal; without a key, this one never does. */
function startJournal(config: Config, source: DatabaseSource, context: Context): Sequencer | null {
  const { db, log, metrics } = context;
  const { policy, signers, ...settings } = journalSettings(config);
  if (signers.length === 0) return null;
  const by = { ...cosignBy(policy, { db, log }), ...closeBy(context, { rule: config.JOURNAL_CLOSING }) };
  const sequencer = startSequencer({ source, clock: systemClock, log, signers, ...settings, ...by });
  const watch = (name: string, help: string, read: (status: SequencerStatus) => number) => {
    metrics.watch(`procura_journal_${name}`, help, () => read(sequencer.status()));
  };
  watch('leading', 'Whether this instance gives the journal its order', ({ state }) => Number(state === 'leading'));
  watch('entries', 'Entries in the tree, as this leader knows it', ({ size }) => size);
  watch('published', 'Entries under the last published checkpoint', ({ publishedSize }) => publishedSize);
  watch('lag_seconds', 'From the oldest entry of the last round to its signed head', ({ lagMilliseconds }) => lagMilliseconds / 1_000);
  watch('orphans', 'Entries the guard found outside the tree, and added: should be none', ({ orphans }) => orphans);
  return sequencer;
}

/** The server named by DATABASE_URL, or the embedded database in DATA_DIR. */
export async function openSource(config: Config): Promise<{ source: DatabaseSource; close: () => Promise<void> }> {
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl } = config;
  if (url !== '') return { source: { url, ...(directUrl !== '' && { directUrl }) }, close: () => Promise.resolve() };
  return openEmbedded(config.DATA_DIR);
}

async function listen(server: Server, { HOST, PORT }: Config): Promise<Server> {
  try {
    await once(server, 'listening');
  } catch (cause) {
    const isTaken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw new Error(`Procura cannot listen on ${HOST}:${PORT}: ${isTaken ? 'the port is in use by another program' : String(cause)}.`, {
      cause,
    });
  }
  return server;
}

/** Open requests get 10 seconds; idle connections none. */
async function stopListening(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const late = setTimeout(() => {
    server.closeAllConnections();
  }, 10_000);
  await closed;
  clearTimeout(late);
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
