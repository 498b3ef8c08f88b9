import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Row } from '../journal.ts';
import { caughtUp } from './journal-costs.ts';
import type { JournalStage } from './journal-stage.ts';

/** From an entry to its signed head, under load and while another transaction stays open. */
export async function* lagRows(stage: JournalStage, { seconds }: { readonly seconds: number }): AsyncGenerator<Row> {
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
  yield* [
    [
      'T5 lag of a round’s oldest entry, 32 writers: p50 / p99 / max',
      'p99 ≤ 500, max ≤ 1,000 ms',
      `${at(busy, 0.5)} / ${at(busy, 0.99)} / ${at(busy, 1)} ms`,
      at(busy, 0.99) <= 500 && at(busy, 1) <= 1_000,
    ],
    ['T7 greatest lag while a foreign transaction stays open 5 s', '≤ 1,000 ms', `${lag} ms (${held.count} entries)`, lag <= 1_000],
  ];
}

function at(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
