import { loadavg } from 'node:os';
import { machine, noise } from './support/figures.ts';
import { costRows } from './support/journal-costs.ts';
import { faultRows } from './support/journal-faults.ts';
import { gatheredRows } from './support/journal-gathered.ts';
import { lagRows } from './support/journal-lag.ts';
import { offlineRows } from './support/journal-offline.ts';
import { programRows } from './support/journal-program.ts';
import { proofRows } from './support/journal-proofs.ts';
import { JournalStage } from './support/journal-stage.ts';
import { aloneRows, changeRows, withoutRows } from './support/journal-writing.ts';

/** A target of the journal, what was measured, and whether it is met; nobody can say of what has no target, or of a run that is void. */
export type Row = readonly [name: string, target: string, measured: string, isMet?: boolean | 'void' | undefined];

interface Options {
  readonly url: string;
  readonly seconds: number;
  /** Pairs of samples behind each ratio; seven make a judgement. */
  readonly samples: number;
  /** Sizes of the tree, ascending, at which it is proven and verified. */
  readonly sizes: readonly number[];
  /** The parts to measure; all, when it names none. */
  readonly only?: readonly string[];
}

/** Measures the journal beside a plain table and a naive locked chain, on the server named; gives the lines of a Markdown table, each once it is known. */
export async function* journalBench(options: Options): AsyncGenerator<string> {
  const stage = await JournalStage.open(options.url);
  try {
    yield* ['## Journal', '', machine([`PostgreSQL, fsync on`]), '', said(options), ''];
    yield* ['| what | target | measured | met |', '|---|---|---|---|'];
    for (const name of options.only ?? Object.keys(parts)) for await (const row of partNamed(name)(stage, options)) yield lineOf(row);
    yield `\n${noise([loadavg()[0] ?? NaN])}.`;
  } finally {
    await stage.close();
  }
}

const parts: Readonly<Record<string, (stage: JournalStage, options: Options) => AsyncIterable<Row> | Iterable<Row>>> = {
  alone: aloneRows,
  changes: changeRows,
  without: withoutRows,
  costs: costRows,
  lag: lagRows,
  proofs: (stage, { sizes }) => proofRows(stage, sizes),
  offline: () => offlineRows(),
  program: (_stage, { sizes }) => programRows(sizes),
  gathered: gatheredRows,
  faults: () => faultRows(),
};

function partNamed(name: string) {
  const part = parts[name];
  if (!part) throw new Error(`The bench of the journal has no part ${name}: choose among ${Object.keys(parts).join(', ')}.`);
  return part;
}

function said({ seconds, samples, sizes }: Options): string {
  const counts = sizes.map((size) => size.toLocaleString('en')).join(', ');
  return `Loads of ${seconds} s, medians of ${samples} pairs where there is a target and of 2 elsewhere; proofs at ${counts} entries.`;
}

function lineOf([name, target, measured, isMet]: Row): string {
  return `| ${name} | ${target} | ${measured} | ${isMet === 'void' ? isMet : isMet === undefined ? '' : isMet ? 'yes' : 'no'} |`;
}

/** What `npm run bench journal` prints. */
export function bench(): AsyncIterable<string> | Promise<string> {
  const { BENCH_DATABASE_URL: url, BENCH_SECONDS, BENCH_SAMPLES, BENCH_ENTRIES, BENCH_PARTS } = process.env;
  if (!url) return Promise.resolve('## Journal\n\nNot measured: BENCH_DATABASE_URL names no server.');
  const sizes = (BENCH_ENTRIES ?? '10000,1000000').split(',').map(Number);
  const only = BENCH_PARTS?.split(',');
  return journalBench({ url, sizes, seconds: Number(BENCH_SECONDS ?? 2), samples: Number(BENCH_SAMPLES ?? 7), ...(only && { only }) });
}
