import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Row } from '../journal.ts';
import { caughtUp } from './journal-costs.ts';
import { type JournalStage, mandates } from './journal-stage.ts';

/** From an entry to its signed head, under load and while another transaction stays open. */
export async function* lagRows(stage: JournalStage, { seconds }: { readonly seconds: number }): AsyncGenerator<Row> {
  const sequencer = stage.sequencer();
  await caughtUp(stage, sequencer);
  const before = await stage.number('select max(size) from journal.checkpoints');
  await stage.load('entry', { writers: 32, seconds: seconds * 3 });
  await caughtUp(stage, sequencer);
  const busy = await lagsOfCheckpoints(stage, before);
  sequencer.lags.length = 0;
  const foreign = new pg.Client({ connectionString: stage.url });
  await foreign.connect();
  await foreign.query(`begin; update bench.mandate set changed = 0 where id = ${mandates}`);
  const [held] = await Promise.all([stage.load('entry', { writers: 4, seconds: 6 }), sleep(5_000).then(() => foreign.query('commit'))]);
  await foreign.end();
  const lag = Math.max(...sequencer.lags);
  await sequencer.stop();
  yield* [
    [
      'T5 from the oldest entry of each checkpoint to its publication, 32 writers: p50 / p99 / max',
      'p99 ≤ 500, max ≤ 1,000 ms',
      `${at(busy, 0.5)} / ${at(busy, 0.99)} / ${at(busy, 1)} ms`,
      at(busy, 0.99) <= 500 && at(busy, 1) <= 1_000,
    ],
    ['T7 greatest lag while a foreign transaction stays open 5 s', '≤ 1,000 ms', `${lag} ms (${held.count} entries)`, lag <= 1_000],
  ];
}

/** For each checkpoint after the one of this size: how long the first entry that it alone holds had waited, in milliseconds, ascending. */
async function lagsOfCheckpoints(stage: JournalStage, after: number): Promise<number[]> {
  const { rows } = await stage.client.query<{ lag: number }>(
    `select (extract(epoch from signed_at - entry.at) * 1000)::float8 as lag
       from (select signed_at, lag(size) over (order by size) as first from journal.checkpoints where size >= $1) as published
       join journal.tiles on level = 0 and n = first / 256
       join journal.entries as entry on entry.id = ('x' || encode(substring(ids from (first % 256)::int * 8 + 1 for 8), 'hex'))::bit(64)::bigint
      order by lag`,
    [after],
  );
  return rows.map(({ lag }) => lag);
}

function at(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
