import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { caughtUp, costRows } from './support/journal-costs.ts';
import { offlineRows } from './support/journal-offline.ts';
import { programRows } from './support/journal-program.ts';
import { proofRows } from './support/journal-proofs.ts';
import { JournalStage, type Load } from './support/journal-stage.ts';

/** A target of the journal, and what was measured. */
export type Row = readonly [name: string, target: string, measured: string];

interface Options {
  readonly url: string;
  readonly seconds: number;
  /** Pairs of samples behind each ratio; seven make a judgement. */
  readonly samples: number;
  /** Size of the tree for the proofs. */
  readonly entries: number;
}

/** Measures the journal beside a plain table and a naive locked chain, on the server named; gives Markdown. */
export async function journalBench(options: Options): Promise<string> {
  const stage = await JournalStage.open(options.url);
  try {
    const rows = [
      ...(await writing(stage, options)),
      ...(await costRows(stage, {
        seconds: options.seconds,
        ratio: () => ratio(stage, { ...atFull, samples: options.samples, seconds: options.seconds }),
      })),
      ...(await lagging(stage, options)),
      ...(await proofRows(stage, options.entries)),
      ...offlineRows(),
      ...(await programRows()),
      ...elsewhere,
    ];
    return ['## Journal', '', '| what | target | measured |', '|---|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
  } finally {
    await stage.close();
  }
}

/** What `npm run bench journal` prints. */
export function bench(): Promise<string> {
  const url = process.env['BENCH_DATABASE_URL'];
  if (!url) return Promise.resolve('## Journal\n\nNot measured: BENCH_DATABASE_URL names no server.');
  return journalBench({
    ...{ url, seconds: Number(process.env['BENCH_SECONDS'] ?? 2), samples: Number(process.env['BENCH_SAMPLES'] ?? 7) },
    entries: Number(process.env['BENCH_ENTRIES'] ?? 1_000_000),
  });
}

const atFull = { variant: 'entry', base: 'raw', sequenced: true, writers: 32 } as const;

/** What this bench does not measure, and where it stands. */
const elsewhere: readonly Row[] = [
  ['T8 in-process batcher with sequencer / plain, 256 callers', '≥ 3', 'none is built: each act commits its own entry'],
  ['T15 faults without loss, duplicate or fork', '≥ 20 a push, ≥ 200 when asked', '`FAULTS=240 npm run test:faults` counts them'],
];

async function writing(stage: JournalStage, { seconds, samples }: Options): Promise<Row[]> {
  const rows: Row[] = [];
  for (const writers of [1, 8, 32]) {
    const against = (variant: string, sequenced = false) =>
      ratio(stage, { variant, base: 'raw', sequenced, writers, seconds, samples: writers === 32 ? samples : 2 });
    const entry = await against('entry');
    const sequenced = await against('entry', true);
    const control = writers === 32 ? (await against('raw')).ratio : null;
    const chain = await against('chain');
    const target = writers === 32 ? '≥ 0.85' : '';
    rows.push([`${writers} writers: plain insert`, '', `${entry.base}/s${control === null ? '' : ` (A/A control ${two(control)})`}`]);
    rows.push([`${writers} writers: entry, no sequencer / plain`, '', `${two(entry.ratio)} (${entry.rate}/s)`]);
    rows.push([
      `${writers === 32 ? 'T1 ' : ''}${writers} writers: entry with sequencer / plain`,
      target,
      `${two(sequenced.ratio)} (${sequenced.rate}/s, p99 ${two(sequenced.p99)} ms)`,
    ]);
    rows.push([`${writers} writers: locked hash chain / plain`, '', `${two(chain.ratio)} (${chain.rate}/s)`]);
    if (writers === 32) rows.push(['T2 entry with sequencer / chain', '≥ 5', two(sequenced.ratio / chain.ratio)]);
  }
  const both = await ratio(stage, { variant: 'entry', base: 'raw', sequenced: true, writers: 16, processes: 2, seconds, samples: 2 });
  rows.push(['two processes of 16: entry with sequencer / plain', '', `${two(both.ratio)} (${both.rate}/s)`]);
  const business = await ratio(stage, { variant: 'business+entry', base: 'business', sequenced: true, writers: 32, seconds, samples });
  rows.push(['T16 change with its entry and sequencer / without', '≥ 0.80', `${two(business.ratio)} (${business.rate}/s)`]);
  return rows;
}

interface Comparison {
  readonly variant: string;
  readonly base: string;
  readonly sequenced: boolean;
  readonly writers: number;
  readonly processes?: number;
  readonly seconds: number;
  readonly samples: number;
}

/** The median of paired samples: the base just before and just after each. */
async function ratio(stage: JournalStage, { variant, base, sequenced, samples, ...how }: Comparison) {
  const pairs: { ratio: number; load: Load; base: number }[] = [];
  for (let sample = 0; sample < samples; sample++) {
    const before = await stage.load(base, how);
    const sequencer = sequenced ? stage.sequencer() : null;
    if (sequencer) await caughtUp(stage, sequencer);
    const load = await stage.load(variant, how);
    await sequencer?.stop();
    const after = await stage.load(base, how);
    pairs.push({ ratio: load.rate / ((before.rate + after.rate) / 2), load, base: (before.rate + after.rate) / 2 });
  }
  pairs.sort((one, other) => one.ratio - other.ratio);
  const middle = pairs[Math.floor(pairs.length / 2)];
  if (!middle) throw new Error('no sample was taken');
  return { ratio: middle.ratio, rate: Math.round(middle.load.rate), base: Math.round(middle.base), p99: middle.load.p99 };
}

async function lagging(stage: JournalStage, { seconds }: Options): Promise<Row[]> {
  const sequencer = stage.sequencer();
  await caughtUp(stage, sequencer);
  sequencer.lags.length = 0;
  await stage.load('entry', { writers: 32, seconds: seconds * 3 });
  const busy = sequencer.lags.splice(0).sort((one, other) => one - other);
  const foreign = new pg.Client({ connectionString: stage.url });
  await foreign.connect();
  await foreign.query('begin; update bench.mandate set changed = 0 where id = 60000');
  const [held] = await Promise.all([stage.load('entry', { writers: 4, seconds: 6 }), sleep(5_000).then(() => foreign.query('commit'))]);
  await foreign.end();
  const lag = Math.max(...sequencer.lags);
  await sequencer.stop();
  return [
    [
      'T5 lag of a round’s oldest entry, 32 writers: p50 / p99 / max',
      'p99 ≤ 500, max ≤ 1,000 ms',
      `${at(busy, 0.5)} / ${at(busy, 0.99)} / ${at(busy, 1)} ms`,
    ],
    ['T7 greatest lag while a foreign transaction stays open 5 s', '≤ 1,000 ms', `${lag} ms (${held.count} entries)`],
  ];
}

function at(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

function two(value: number): string {
  return value.toFixed(2);
}
