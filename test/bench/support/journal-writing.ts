import type { Row } from '../journal.ts';
import { type Compared, compare, compareControlled, judged, told, type Variant } from './journal-ratios.ts';
import type { JournalStage } from './journal-stage.ts';

interface Sampling {
  readonly seconds: number;
  readonly samples: number;
}

/** Appends beside a bare insert and a naive locked chain: alone in their transaction, then with the change they record. */
export async function* writingRows(stage: JournalStage, sampling: Sampling): AsyncGenerator<Row> {
  yield* alone(stage, sampling);
  const few = { ...sampling, samples: Math.min(2, sampling.samples) };
  for (const [name, writers, processes] of [
    ['1 writer', 1, 1],
    ['8 writers', 8, 1],
    ['two processes of 16 writers', 16, 2],
  ] as const) {
    const found = await compare(stage, { base: 'business+plain', writers, processes, ...few }, besideTheChange);
    yield* rowsOf(`${name}, a change with`, found);
  }
  yield* rowsOf('32 writers, a change with', await compare(stage, { base: 'business+plain', writers: 32, ...few }, besideTheChange));
  yield* withoutRecord(stage, sampling, few);
}

async function* withoutRecord(stage: JournalStage, sampling: Sampling, few: Sampling): AsyncGenerator<Row> {
  const how = { base: 'business', writers: 32 };
  const { found, control, isVoid } = await compareControlled(stage, { ...how, ...sampling }, [
    ['business+entry', 'sequenced'],
    ['business+plain', 'alone'],
  ]);
  const [whole] = await compare(stage, { ...how, ...few }, [['business+append', 'sequenced']]);
  const [compared, plain] = found;
  if (!compared || !plain || !whole) return;
  yield control;
  yield judged('T16 32 writers: change with its entry, deferred trigger and sequencer / without', 0.8, { compared, isVoid });
  yield ['32 writers: change with a bare row in a plain table / without', '', told(plain)];
  yield ['32 writers: change with the whole `append` (sealed, salted, chained, indexed) and sequencer / without', '', told(whole)];
}

const besideTheChange: readonly Variant[] = [
  ['business+entry', 'sequenced'],
  ['business+chain', 'alone'],
];

function* rowsOf(name: string, [entry, chain]: readonly Compared[]): Generator<Row> {
  if (!entry || !chain) return;
  yield [`${name} (a) a bare row in a plain table`, '', `${entry.base}/s`];
  yield [`${name} its entry and sequencer / (a)`, '', told(entry)];
  yield [`${name} (b) a row of a locked hash chain / (a)`, '', told(chain)];
}

async function* alone(stage: JournalStage, { seconds, samples }: Sampling): AsyncGenerator<Row> {
  for (const writers of [1, 8]) {
    const [entry] = await compare(stage, { base: 'raw', writers, seconds, samples: Math.min(2, samples) }, [['entry', 'sequenced']]);
    if (entry) yield [`${writers} writer${writers > 1 ? 's' : ''}: entry with sequencer / plain row`, '', told(entry)];
  }
  const { found, control, isVoid, cpuControl } = await compareControlled(stage, { base: 'raw', writers: 32, seconds, samples }, [
    ['entry', 'sequenced'],
    ['chain', 'alone'],
  ]);
  const [entry, chain] = found;
  if (!entry || !chain) return;
  yield ['32 writers: plain row', '', `${entry.base}/s`];
  yield control;
  yield judged('T1 32 writers: entry with sequencer / plain row', 0.85, { compared: entry, isVoid });
  const isUnsure = isVoid || !(Math.abs(cpuControl) <= 5);
  const cpu = `${entry.extraCpu.toFixed(1)} µs (control ${cpuControl.toFixed(1)} µs)`;
  yield [
    'T3 extra CPU an entry, whole machine; control: plain beyond plain, 5 µs at most, or void',
    '≤ 25 µs',
    cpu,
    isUnsure ? 'void' : entry.extraCpu <= 25,
  ];
  yield ['32 writers: locked hash chain / plain row', '', told(chain)];
  const times = entry.ratio / chain.ratio;
  yield ['T2 entry with sequencer / chain', '≥ 5', times.toFixed(2), isVoid ? 'void' : times >= 5];
}
