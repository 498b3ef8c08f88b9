import { caughtUp, costRows } from './support/journal-costs.ts';
import { gatheredRows } from './support/journal-gathered.ts';
import { lagRows } from './support/journal-lag.ts';
import { offlineRows } from './support/journal-offline.ts';
import { programRows } from './support/journal-program.ts';
import { proofRows } from './support/journal-proofs.ts';
import { JournalStage, type Load } from './support/journal-stage.ts';

/** A target of the journal, what was measured, and whether it is met; nobody can say of what has no target. */
export type Row = readonly [name: string, target: string, measured: string, isMet?: boolean | undefined];

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
      ...(await lagRows(stage, options)),
      ...(await proofRows(stage, options.entries)),
      ...offlineRows(),
      ...programRows([10_000, 1_000_000]),
      ...(await gatheredRows(stage, options)),
      ...elsewhere,
    ];
    return ['## Journal', '', '| what | target | measured | met |', '|---|---|---|---|', ...rows.map(lineOf)].join('\n');
  } finally {
    await stage.close();
  }
}

function lineOf([name, target, measured, isMet]: Row): string {
  return `| ${name} | ${target} | ${measured} | ${isMet === undefined ? '' : isMet ? 'yes' : 'no'} |`;
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
    rows.push([`${writers} writers: plain insert`, '', `${entry.base}/s`]);
    if (control !== null)
      rows.push(['A/A control: plain / plain', '0.95 to 1.05, or the run is void', two(control), control >= 0.95 && control <= 1.05]);
    rows.push([`${writers} writers: entry, no sequencer / plain`, '', `${two(entry.ratio)} (${entry.rate}/s)`]);
    rows.push([
      `${writers === 32 ? 'T1 ' : ''}${writers} writers: entry with sequencer / plain`,
      target,
      `${two(sequenced.ratio)} (${sequenced.rate}/s, p99 ${two(sequenced.p99)} ms)`,
      writers === 32 ? sequenced.ratio >= 0.85 : undefined,
    ]);
    rows.push([`${writers} writers: locked hash chain / plain`, '', `${two(chain.ratio)} (${chain.rate}/s)`]);
    if (writers === 32)
      rows.push(['T2 entry with sequencer / chain', '≥ 5', two(sequenced.ratio / chain.ratio), sequenced.ratio / chain.ratio >= 5]);
  }
  const both = await ratio(stage, { variant: 'entry', base: 'raw', sequenced: true, writers: 16, processes: 2, seconds, samples: 2 });
  rows.push(['two processes of 16: entry with sequencer / plain', '', `${two(both.ratio)} (${both.rate}/s)`]);
  const business = await ratio(stage, { variant: 'business+entry', base: 'business', sequenced: true, writers: 32, seconds, samples });
  rows.push([
    'T16 change with its entry and sequencer / without',
    '≥ 0.80',
    `${two(business.ratio)} (${business.rate}/s)`,
    business.ratio >= 0.8,
  ]);
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

function two(value: number): string {
  return value.toFixed(2);
}
