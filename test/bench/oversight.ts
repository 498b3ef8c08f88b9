import { loadavg } from 'node:os';
import { countFigures } from '../../src/supervision/count-figures.ts';
import { figuresOf } from '../../src/supervision/figures.ts';
import { moveReader } from '../../src/journal/reader-store.ts';
import { watchJournal } from '../../src/supervision/watch-journal.ts';
import { machine, noise, percentile, shown, table, verdict } from './support/figures.ts';
import { openStage, type Stage } from './support/supervision-stage.ts';

const entries = Number(process.env['BENCH_ENTRIES'] ?? 1_000_000);
const looks = Number(process.env['BENCH_LOOKS'] ?? 50);

/** What it costs to count the journal, to run the rules over it, and to show the figures of a year, once counted. */
export async function bench(): Promise<string> {
  const stage = await openStage(entries);
  try {
    const busy = [loadavg()[0] ?? NaN];
    const rows = [await counting(stage), await watching(stage), ...(await showing(stage))];
    busy.push(loadavg()[0] ?? NaN);
    return ['## Alerts and figures', machine([stage.name]), table(heads, rows), noise(busy)].join('\n\n');
  } finally {
    await stage.close();
  }
}

const heads = ['what', `at ${String(entries)} entries`, 'target'];

async function counting({ needs }: Stage): Promise<string[]> {
  const seconds = await took(async () => {
    while ((await countFigures(needs)) > 0);
  });
  return ['entries counted a second', shown(entries / seconds), verdict(entries / seconds, { least: 10_000 })];
}

/** The last entries alone: those that a busy half minute brings. */
async function watching({ needs }: Stage): Promise<string[]> {
  const { rows } = await needs.db.raw<{ rows: { id: string }[] }>('select max(entry_id)::text as id from journal.entry_index');
  const last = 5_000;
  await moveReader(needs.db, { name: 'alerts', from: '0', to: String(BigInt(rows[0]?.id ?? '0') - BigInt(last)) });
  const seconds = await took(() => watchJournal(needs));
  return ['entries run through the rules a second', shown(last / seconds), verdict(last / seconds, { least: 500 })];
}

async function showing({ needs }: Stage): Promise<string[][]> {
  const rows: string[][] = [];
  for (const days of [31, 366]) {
    const times: number[] = [];
    for (let n = 0; n < looks; n++)
      times.push(1_000 * (await took(() => figuresOf(needs.db, { territories: ['*'] }, { at: needs.clock.now(), days }))));
    const p95 = percentile(times, 95);
    rows.push([`figures of ${String(days)} days, whole country: p95 ms`, shown(p95), verdict(p95, { most: 300 })]);
  }
  return rows;
}

async function took(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return (performance.now() - began) / 1_000;
}
