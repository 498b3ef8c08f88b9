import type { Row } from '../journal.ts';
import { median } from './figures.ts';
import { compareControlled, judged } from './journal-ratios.ts';
import type { JournalStage } from './journal-stage.ts';

interface Sampling {
  readonly seconds: number;
  readonly samples: number;
}

/** What an entry costs beyond its rate: in the log, and on a disk that takes its time. */
export async function* costRows(stage: JournalStage, sampling: Sampling): AsyncGenerator<Row> {
  const wal = await extraWal(stage, sampling.seconds);
  yield ['T4 extra WAL an entry', '≤ 60 B', `${Math.round(wal)} B`, wal <= 60];
  const slow = await slowly(stage, sampling);
  const name = 'T6 T1 with 2 ms before each flush';
  const [compared] = slow?.found ?? [];
  if (slow) yield slow.control;
  yield slow && compared
    ? judged(name, 0.85, { compared, isVoid: slow.isVoid })
    : [name, '≥ 0.85', 'not measured: the role may not change the settings of the server'];
}

/** Waits until every entry is in the tree. */
export async function caughtUp(stage: JournalStage, sequencer: ReturnType<JournalStage['sequencer']>): Promise<void> {
  await sequencer.until(await stage.number('select count(*) from journal.entries'));
}

/** Bytes of log beyond an entry's own, the median of three pairs: the server's housekeeping falls on one or the other. */
async function extraWal(stage: JournalStage, seconds: number): Promise<number> {
  const found: number[] = [];
  for (let before = await walOf(stage, { seconds, isSequenced: false }), pair = 0; pair < 3; pair++) {
    const whole = await walOf(stage, { seconds, isSequenced: true });
    const after = await walOf(stage, { seconds, isSequenced: false });
    found.push(whole - (before + after) / 2);
    before = after;
  }
  return median(found);
}

async function walOf(stage: JournalStage, { seconds, isSequenced }: { readonly seconds: number; readonly isSequenced: boolean }) {
  const sequencer = isSequenced ? stage.sequencer() : null;
  if (sequencer) await caughtUp(stage, sequencer);
  await stage.client.query('checkpoint').catch(() => undefined); // none of its own in the middle, if we may ask for one
  await stage.load('entry', { writers: 32, seconds: 2 }); // whole pages are logged at their first touch
  if (sequencer) await caughtUp(stage, sequencer);
  const from = await stage.number(written);
  const { count } = await stage.load('entry', { writers: 32, seconds });
  if (sequencer) await caughtUp(stage, sequencer);
  const bytes = (await stage.number(written)) - from;
  await sequencer?.stop();
  return bytes / count;
}

const written = "select pg_current_wal_lsn() - '0/0'::pg_lsn";

/** The comparison on a server that waits 2 ms before each flush, as a slower disk would; null where we may not set that. */
async function slowly(stage: JournalStage, sampling: Sampling): Promise<Awaited<ReturnType<typeof compareControlled>> | null> {
  const set = async (...statements: string[]) => {
    for (const statement of [...statements, 'select pg_reload_conf()']) await stage.client.query(statement);
  };
  try {
    await set('alter system set commit_delay = 2000', 'alter system set commit_siblings = 0');
  } catch {
    return null;
  }
  try {
    return await compareControlled(stage, { base: 'raw', writers: 32, ...sampling }, [['entry', 'sequenced']]);
  } finally {
    await set('alter system reset commit_delay', 'alter system reset commit_siblings');
  }
}
