import { loadavg } from 'node:os';
import { startChild, type Child } from './support/child.ts';
import { type BenchClient, benchClients } from './support/clients.ts';
import { type BenchDatabase, databases, freePort, serviceSettings } from './support/databases.ts';
import { machine, median, noise, percentile, shown, table, verdict } from './support/figures.ts';
import type { Counter } from './support/house-child.ts';
import { load } from './support/load.ts';
import type { Meter } from './support/meter.ts';
import { bare, delegated, type SignIn } from './support/sign-in.ts';

const loads = [1, 8, 32];
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 2);
const peoplePerHelper = 10;
/** As many before anything is measured: until then the engine still compiles what it runs. */
const warmUp = { count: Number(process.env['BENCH_WARM_UP'] ?? 1_000), atMostSeconds: 60 };

interface Series {
  readonly client: BenchClient;
  readonly whose: 'Procura' | 'library alone' | 'library alone, durable';
  readonly child: Child;
  readonly signIn: SignIn;
}

/** One load of one series: all figures per sign-in. */
interface Sample {
  readonly series: Series;
  readonly atOnce: number;
  readonly perSecond: number;
  readonly took: readonly number[];
  readonly cpuMs: number;
  readonly databaseCpuMs: number;
  readonly statements: number;
  readonly roundTrips: number;
  readonly rows: number;
}

/** Full delegated sign-ins beside the same library's bare code flow, by turns in one run, so that drift and neighbours touch both. */
export async function bench(): Promise<string> {
  const parts: string[] = [];
  for (const open of databases()) {
    const [database, ofLibrary] = [await open(), await open()];
    try {
      parts.push(await measure(database, ofLibrary));
    } finally {
      await Promise.all([database.remove(), ofLibrary.remove()]);
    }
  }
  return ['## Sign-ins', ...parts].join('\n\n');
}

async function measure(database: BenchDatabase, ofLibrary: BenchDatabase): Promise<string> {
  const settings = await serviceSettings();
  const child = (file: string, environment = {}) =>
    startChild(new URL(`./support/${file}.ts`, import.meta.url), { ...settings, ...environment });
  const house = child('house-child', database.environment);
  const [library, durable] = [child('bare-child'), child('bare-child', ofLibrary.environment)];
  const busy: number[] = [];
  try {
    const counters = await house.ask<Counter[]>('seed', Array(Math.max(...loads)).fill({ people: peoplePerHelper }));
    await house.ask('serve');
    const cookies = counters.map((counter) => counter.cookies);
    const [port, durablePort] = [await freePort(), await freePort()];
    await library.ask('serve', { port, durable: false });
    await durable.ask('serve', { port: durablePort, durable: true });
    const series = benchClients.flatMap((client): Series[] => [
      { client, whose: 'Procura', child: house, signIn: delegated(settings.PUBLIC_URL, cookies, client) },
      { client, whose: 'library alone', child: library, signIn: bare(`http://127.0.0.1:${port}`, client) },
      { client, whose: 'library alone, durable', child: durable, signIn: bare(`http://127.0.0.1:${durablePort}`, client) },
    ]);
    for (const { signIn } of series) await warm(signIn);
    const samples: Sample[] = [];
    for (const atOnce of loads)
      for (let round = 0; round < rounds; round++) {
        busy.push(loadavg()[0] ?? NaN);
        for (const one of round % 2 === 0 ? series : [...series].reverse()) samples.push(await sample(one, atOnce));
      }
    return [machine([database.name]), report(series, samples), footnote(busy)].join('\n\n');
  } finally {
    await Promise.all([house.close(), library.close(), durable.close()]);
  }
}

async function warm(signIn: SignIn): Promise<void> {
  const until = performance.now() + warmUp.atMostSeconds * 1_000;
  for (let count = 0; count < warmUp.count && performance.now() < until;) count += (await load(signIn, { atOnce: 8, seconds: 1 })).count;
}

async function sample(series: Series, atOnce: number): Promise<Sample> {
  const before = await series.child.ask<Meter>('meter');
  const { count, perSecond, took } = await load(series.signIn, { atOnce, seconds });
  const after = await series.child.ask<Meter>('meter');
  const each = (name: keyof Meter) => (after[name] - before[name]) / count;
  const used = { cpuMs: each('cpuMs'), databaseCpuMs: each('databaseCpuMs'), statements: each('statements') };
  return { series, atOnce, perSecond, took, ...used, roundTrips: each('roundTrips'), rows: each('rows') };
}

const heads = [
  'dialect',
  'at once',
  'who',
  'per s',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'CPU ms',
  'database CPU ms',
  'statements',
  'round trips',
  'rows',
  '× durable',
  '× alone',
  'target',
];

function report(series: readonly Series[], samples: readonly Sample[]): string {
  const of = (one: Series, atOnce: number) => samples.filter((sample) => sample.series === one && sample.atOnce === atOnce);
  // by pairs of neighbours in time: what disturbed the one disturbed the other
  const against = (one: Series, atOnce: number, whose: Series['whose']) => {
    const others = series.filter((other) => other.client === one.client && other.whose === whose && other !== one);
    const theirs = others.flatMap((other) => of(other, atOnce));
    return median(of(one, atOnce).map(({ perSecond }, round) => perSecond / (theirs[round]?.perSecond ?? NaN)));
  };
  const rows = loads.flatMap((atOnce) =>
    series.map((one) =>
      line(one, of(one, atOnce), [against(one, atOnce, 'library alone, durable'), against(one, atOnce, 'library alone')]),
    ),
  );
  return table(heads, rows);
}

function line({ client, whose }: Series, samples: readonly Sample[], [durable, alone]: readonly [number, number]): string[] {
  const took = samples.flatMap((sample) => sample.took);
  const middle = (name: 'perSecond' | 'cpuMs' | 'databaseCpuMs' | 'statements' | 'roundTrips' | 'rows') =>
    shown(median(samples.map((one) => one[name])));
  return [
    ...[client.dialect, String(samples[0]?.atOnce), whose, middle('perSecond')],
    ...[50, 95, 99].map((percent) => shown(percentile(took, percent))),
    ...[middle('cpuMs'), middle('databaseCpuMs'), middle('statements'), middle('roundTrips'), middle('rows')],
    ...[whose === 'Procura' ? shown(durable) : '', shown(alone), whose === 'Procura' ? verdict(alone, { least: 0.6 }) : ''],
  ];
}

function footnote(busy: readonly number[]): string {
  const flows =
    'Procura: 7 requests, among them two pages to choose from and a form; the library alone: 6, among them one page of one button that ' +
    'signs in and consents, nothing recorded; in memory, or with all it keeps written to a database and to the disk.';
  const how = `Medians of ${rounds} rounds of ${seconds} s, by turns; the ratios are medians of each round's; statements that leave together make one round trip; the load is made on the same machine.`;
  return `${flows} ${how} ${noise(busy)}.`;
}
