import { readFileSync } from 'node:fs';
import type { Row } from '../journal.ts';
import { compareControlled, judged } from './journal-ratios.ts';
import type { JournalStage } from './journal-stage.ts';

interface Sampling {
  readonly seconds: number;
  readonly samples: number;
}

/** What an entry costs beyond its rate: processor, log, and on a disk that takes its time. */
export async function* costRows(stage: JournalStage, sampling: Sampling): AsyncGenerator<Row> {
  const cpu = await extraCpu(stage, sampling.seconds);
  yield ['T3 extra CPU an entry (whole machine: quiet, or void)', '≤ 25 µs', `${cpu.toFixed(1)} µs`, cpu <= 25];
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

async function extraCpu(stage: JournalStage, seconds: number): Promise<number> {
  const cpuOf = async (variant: string, sequenced: boolean) => {
    const sequencer = sequenced ? stage.sequencer() : null;
    if (sequencer) await caughtUp(stage, sequencer);
    const from = machineCpuMs();
    const { count } = await stage.load(variant, { writers: 32, seconds: Math.max(5, seconds) });
    const used = machineCpuMs() - from;
    await sequencer?.stop();
    return (used * 1_000) / count;
  };
  return beyond(
    () => cpuOf('raw', false),
    () => cpuOf('entry', true),
  );
}

/** By how much something exceeds what it is measured between. */
async function beyond(base: () => Promise<number>, whole: () => Promise<number>): Promise<number> {
  const before = await base();
  const found = await whole();
  return found - (before + (await base())) / 2;
}

/** Busy time of all processors, in milliseconds: the database, the writers and the sequencer, when nothing else runs. */
function machineCpuMs(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, soft = 0] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '')
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + soft) * 10;
}

async function extraWal(stage: JournalStage, seconds: number): Promise<number> {
  const walOf = async (variant: string, sequenced: boolean) => {
    const sequencer = sequenced ? stage.sequencer() : null;
    if (sequencer) await caughtUp(stage, sequencer);
    await stage.client.query('checkpoint').catch(() => undefined); // none of its own in the middle, if we may ask for one
    await stage.load(variant, { writers: 32, seconds: 2 }); // whole pages are logged at their first touch
    if (sequencer) await caughtUp(stage, sequencer);
    const from = await stage.number("select pg_current_wal_lsn() - '0/0'::pg_lsn");
    const { count } = await stage.load(variant, { writers: 32, seconds: Math.max(5, seconds) });
    if (sequencer) await caughtUp(stage, sequencer);
    const bytes = (await stage.number("select pg_current_wal_lsn() - '0/0'::pg_lsn")) - from;
    await sequencer?.stop();
    return bytes / count;
  };
  return beyond(
    () => walOf('entry', false),
    () => walOf('entry', true),
  );
}

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
