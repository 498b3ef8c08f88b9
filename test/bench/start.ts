import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectFile } from '../../src/root.ts';
import { startChild } from './support/child.ts';
import { benchClients } from './support/clients.ts';
import { type BenchDatabase, databases, freePort, serviceSettings } from './support/databases.ts';
import { machine, median, noise, shown, table, type Target, verdict } from './support/figures.ts';
import type { Counter } from './support/house-child.ts';
import { load } from './support/load.ts';
import { ended, type Environment, residentMb, started } from './support/program.ts';
import { delegated } from './support/sign-in.ts';

const times = 3;
const loadSeconds = 15;

type Row = readonly [what: string, figure: number, unit: 's' | 'MB', target: Target | null];

/** How long until it answers, and how much memory it holds: the service as it is shipped, built. */
export async function bench(): Promise<string> {
  const service = projectFile('dist', 'src', 'server.js');
  if (!existsSync(service)) return '## Start\n\nNot built: run `npm run build` first.';
  const parts: string[] = [];
  for (const open of databases()) parts.push(await measure(service, open));
  const demo = projectFile('dist', 'src', 'demo', 'start.js');
  if (existsSync(demo)) parts.push(await demonstration(demo));
  return ['## Start', ...parts].join('\n\n');
}

async function measure(service: string, open: () => Promise<BenchDatabase>): Promise<string> {
  const [onBare, onExisting]: [number[], number[]] = [[], []];
  let rows: readonly Row[] = [];
  let name = '';
  for (let n = 0; n < times; n++) {
    const database = await open();
    name = database.name;
    try {
      const environment = { ...(await serviceSettings()), ...database.environment };
      onBare.push(await timed(service, environment));
      onExisting.push(await timed(service, environment));
    } finally {
      await database.remove();
    }
  }
  const database = await open();
  try {
    rows = await memory(service, database);
  } finally {
    await database.remove();
  }
  return [machine([name]), report([...ready('service', onBare, onExisting), ...rows])].join('\n\n');
}

function ready(who: string, onBare: readonly number[], onExisting: readonly number[]): Row[] {
  return [
    [`${who}: ready on a bare database`, median(onBare), 's', { most: 20 }],
    [`${who}: ready on an existing database`, median(onExisting), 's', { most: 5 }],
  ];
}

/** Starts it, waits for the first good answer, ends it. Gives seconds. */
async function timed(file: string, environment: Environment): Promise<number> {
  const { child, seconds } = await started(file, environment);
  await ended(child);
  return seconds;
}

async function memory(service: string, database: BenchDatabase): Promise<Row[]> {
  const settings = await serviceSettings();
  const environment = { ...settings, ...database.environment };
  const cookies = await seeded(environment);
  const { child } = await started(service, environment);
  try {
    await pause(2_000);
    const idle = residentMb(child);
    const seen: number[] = [];
    const watch = setInterval(() => seen.push(residentMb(child)), 200);
    for (const client of benchClients)
      await load(delegated(settings.PUBLIC_URL, cookies, client), { atOnce: 32, seconds: loadSeconds / benchClients.length });
    clearInterval(watch);
    const most: Target | null = database.environment['DATABASE_URL'] ? { most: 300 } : null; // the embedded engine lives in the same process
    return [
      ['resident memory, idle', idle, 'MB', most],
      ['resident memory, most under 32 sign-ins at once', Math.max(...seen), 'MB', most],
    ];
  } finally {
    await ended(child);
  }
}

async function seeded(environment: Environment): Promise<Counter['cookies'][]> {
  const seeder = startChild(new URL('./support/house-child.ts', import.meta.url), environment);
  try {
    const counters = await seeder.ask<Counter[]>('seed', Array(32).fill({ people: 10 }));
    return counters.map(({ cookies }) => cookies);
  } finally {
    await seeder.close();
  }
}

/** What `npm start` runs once built, on a folder that is not there, then on the one it left. */
async function demonstration(demo: string): Promise<string> {
  const [onBare, onExisting]: [number[], number[]] = [[], []];
  for (let n = 0; n < times; n++) {
    const folder = mkdtempSync(join(tmpdir(), 'procura-bench-'));
    const environment: Record<string, string> = { DATABASE_URL: '', DATA_DIR: join(folder, 'data'), PORT: String(await freePort()) };
    for (const name of ['FRANCECONNECT_PORT', 'PROCONNECT_PORT', 'SERVICE_PORT', 'INBOX_PORT', 'SMTP_PORT'])
      environment[name] = String(await freePort());
    try {
      onBare.push(await timed(demo, environment));
      onExisting.push(await timed(demo, environment));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return [machine(['npm start, embedded']), report(ready('demonstration', onBare, onExisting))].join('\n\n');
}

function report(rows: readonly Row[]): string {
  const cells = rows.map(([what, figure, unit, target]) => [
    what,
    `${shown(figure)} ${unit}`,
    target ? verdict(figure, target) : 'none: the engine is in it',
  ]);
  return [table(['what', 'figure', 'target'], cells), `Times: medians of ${times}. ${noise([loadavg()[0] ?? NaN])}.`].join('\n\n');
}
