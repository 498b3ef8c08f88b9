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
  readonly whose: 'Procura' | 'library alone';
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
  readonly roundTrips: number;
  readonly rows: number;
}

/** Full delegated sign-ins beside the same library's bare code flow, by turns in one run, so that drift and neighbours touch both. */
export async function bench(): Promise<string> {
  const parts: string[] = [];
  for (const open of databases()) {
    const database = await open();
    try {
      parts.push(await measure(database));
    } finally {
      await database.remove();
    }
  }
  return ['## Sign-ins', ...parts].join('\n\n');
}

async function measure(database: BenchDatabase): Promise<string> {
  const settings = await serviceSettings();
  const [house, library] = [
    startChild(new URL('./support/house-child.ts', import.meta.url), { ...settings, ...database.environment }),
    startChild(new URL('./support/bare-child.ts', import.meta.url)),
  ];
  const busy: number[] = [];
  try {
    const counters = await house.ask<Counter[]>('seed', Array(Math.max(...loads)).fill({ people: peoplePerHelper }));
    await house.ask('serve');
    const port = await freePort();
    await library.ask('serve', port);
    const series = benchClients.flatMap((client): Series[] => [
      {
        client,
        whose: 'Procura',
        child: house,
        signIn: delegated(
          settings.PUBLIC_URL,
          counters.map(({ cookies }) => cookies),
          client,
        ),
      },
      { client, whose: 'library alone', child: library, signIn: bare(`http://127.0.0.1:${port}`, client) },
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
    await Promise.all([house.close(), library.close()]);
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
  const used = { cpuMs: each('cpuMs'), databaseCpuMs: each('databaseCpuMs'), roundTrips: each('roundTrips'), rows: each('rows') };
  return { series, atOnce, perSecond, took, ...used };
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
  'round trips',
  'rows',
  '× alone',
  'target',
];

function report(series: readonly Series[], samples: readonly Sample[]): string {
  const of = (one: Series, atOnce: number) => samples.filter((sample) => sample.series === one && sample.atOnce === atOnce);
  const rows = loads.flatMap((atOnce) =>
    series.map((one) => {
      const own = of(one, atOnce);
      const alone = series.find(({ client, whose }) => client === one.client && whose === 'library alone') ?? one;
      // by pairs of neighbours in time: what disturbed the one disturbed the other
      const ratio = median(own.map(({ perSecond }, round) => perSecond / (of(alone, atOnce)[round]?.perSecond ?? NaN)));
      return line(one, own, one === alone ? NaN : ratio);
    }),
  );
  return table(heads, rows);
}

function line({ client, whose }: Series, samples: readonly Sample[], ratio: number): string[] {
  const took = samples.flatMap((sample) => sample.took);
  const middle = (name: 'perSecond' | 'cpuMs' | 'databaseCpuMs' | 'roundTrips' | 'rows') => shown(median(samples.map((one) => one[name])));
  return [
    ...[client.dialect, String(samples[0]?.atOnce), whose, middle('perSecond')],
    ...[50, 95, 99].map((percent) => shown(percentile(took, percent))),
    ...[middle('cpuMs'), middle('databaseCpuMs'), middle('roundTrips'), middle('rows')],
    ...[shown(ratio), Number.isNaN(ratio) ? '' : verdict(ratio, { least: 0.6 })],
  ];
}

function footnote(busy: readonly number[]): string {
  const flows = 'Procura: 7 requests (two pages to choose from among them); the library alone: 5, in memory, agreed to by nobody.';
  const how = `Medians of ${rounds} rounds of ${seconds} s, by turns; the ratio is the median of each round's; the load is made on the same machine.`;
  return `${flows} ${how} ${noise(busy)}.`;
}
