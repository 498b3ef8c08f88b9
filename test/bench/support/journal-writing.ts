import type { Row } from '../journal.ts';
import { type Compared, compare, compareControlled, judged, told, type Variant } from './journal-ratios.ts';
import type { JournalStage } from './journal-stage.ts';

interface Sampling {
  readonly seconds: number;
  readonly samples: number;
}

/** The change of a row with what records it, beside the same change with a row in a plain table and with a naive locked chain. */
export async function* changeRows(stage: JournalStage, sampling: Sampling): AsyncGenerator<Row> {
  const few = fewOf(sampling);
  for (const [name, writers, processes] of [
    ['1 writer', 1, 1],
    ['8 writers', 8, 1],
    ['two processes of 16 writers', 16, 2],
    ['32 writers', 32, 1],
  ] as const) {
    const found = await compare(stage, { base: 'business+plain', writers, processes, ...few }, besideTheChange);
    yield* rowsOf(`${name}, a change with`, found);
  }
}

/**
 * The change of a row with its entry, beside the change alone. The place that a change takes in its mandate's chain is the change's, on
 * both sides, as where the target was set; what it costs is said by the change without even that.
 */
export async function* withoutRows(stage: JournalStage, sampling: Sampling): AsyncGenerator<Row> {
  const how = { base: 'business+place', writers: 32 };
  const { found, control, isVoid } = await compareControlled(stage, { ...how, ...sampling }, [
    ['business+entry', 'sequenced'],
    ['business', 'alone'],
    ['business+plain', 'alone'],
  ]);
  const [whole] = await compare(stage, { ...how, ...fewOf(sampling) }, [['business+append', 'sequenced']]);
  const [compared, bare, plain] = found;
  if (!compared || !bare || !plain || !whole) return;
  const beside = ({ ratio, ...rest }: Compared) => told({ ...rest, ratio: ratio / bare.ratio });
  yield control;
  yield judged('T16 32 writers: change with its entry, deferred trigger and sequencer / change with its place in the chain', 0.8, {
    compared,
    isVoid,
  });
  yield ['the same / change without its place in the chain', '', beside(compared)];
  yield ['32 writers: change with a bare row in a plain table / change without its place', '', beside(plain)];
  yield [
    '32 writers: change with the whole `append` (sealed, salted, chained, indexed) and sequencer / without its place',
    '',
    beside(whole),
  ];
}

function fewOf(sampling: Sampling): Sampling {
  return { ...sampling, samples: Math.min(2, sampling.samples) };
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

/** Appends alone in their transaction, beside a bare insert and a naive locked chain. */
export async function* aloneRows(stage: JournalStage, { seconds, samples }: Sampling): AsyncGenerator<Row> {
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
