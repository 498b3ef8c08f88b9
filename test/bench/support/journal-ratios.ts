import type { Row } from '../journal.ts';
import { median } from './figures.ts';
import { caughtUp } from './journal-costs.ts';
import type { JournalStage, Load } from './journal-stage.ts';

/** How one variant is run beside its base. */
export interface Comparison {
  readonly base: string;
  readonly writers: number;
  readonly processes?: number;
  readonly seconds: number;
  readonly samples: number;
}

/** The median of paired samples. */
export interface Compared {
  readonly ratio: number;
  readonly rate: number;
  readonly base: number;
  readonly p99: number;
  /** Microseconds of processor, of the whole machine, that one costs beyond one of the base. */
  readonly extraCpu: number;
}

/** Each variant with or without a sequencer beside it. */
export type Variant = readonly [name: string, sequencer: 'sequenced' | 'alone'];

/** The variants in turn, each held against the base run just before and just after it. */
export async function compare(
  stage: JournalStage,
  { base, samples, ...how }: Comparison,
  variants: readonly Variant[],
): Promise<Compared[]> {
  const pairs = variants.map((): Compared[] => []);
  let before = await stage.load(base, how);
  for (let sample = 0; sample < samples; sample++) {
    for (const [place, variant] of variants.entries()) {
      const load = await run(stage, variant, how);
      const after = await stage.load(base, how);
      pairs[place]?.push(held(load, [before, after]));
      before = after;
    }
  }
  return pairs.map(middleOf);
}

/** The same, with the base itself among the variants: two of one kind must come out alike, or nothing is judged by this run. */
export async function compareControlled(
  stage: JournalStage,
  comparison: Comparison,
  variants: readonly Variant[],
): Promise<{ readonly found: readonly Compared[]; readonly control: Row; readonly isVoid: boolean; readonly cpuControl: number }> {
  const [control, ...found] = await compare(stage, comparison, [[comparison.base, 'alone'], ...variants]);
  const isVoid = !control || control.ratio < 0.95 || control.ratio > 1.05;
  const name = `A/A control of the next: ${comparison.base} / ${comparison.base}`;
  const cpuControl = control?.extraCpu ?? NaN;
  return { found, isVoid, cpuControl, control: [name, '0.95 to 1.05, or void', control ? told(control) : '', !isVoid] };
}

async function run(stage: JournalStage, [name, sequenced]: Variant, how: Omit<Comparison, 'base' | 'samples'>): Promise<Load> {
  const sequencer = sequenced === 'sequenced' ? stage.sequencer() : null;
  if (sequencer) await caughtUp(stage, sequencer);
  const load = await stage.load(name, how);
  await sequencer?.stop();
  return load;
}

function held(load: Load, around: readonly [Load, Load]): Compared {
  const [before, after] = around;
  const mean = (before.rate + after.rate) / 2;
  const extraCpu = cpuEach(load) - (cpuEach(before) + cpuEach(after)) / 2;
  return { ratio: load.rate / mean, rate: Math.round(load.rate), base: Math.round(mean), p99: load.p99, extraCpu };
}

function cpuEach({ cpuMs, count }: Load): number {
  return (cpuMs * 1_000) / count;
}

function middleOf(pairs: Compared[]): Compared {
  const middle = pairs.sort((one, other) => one.ratio - other.ratio)[Math.floor(pairs.length / 2)];
  if (!middle) throw new Error('no sample was taken');
  return { ...middle, extraCpu: median(pairs.map(({ extraCpu }) => extraCpu)) };
}

/** What a row says of a variant: the ratio, its rate, and how long the slowest wait. */
export function told({ ratio, rate, p99 }: Compared): string {
  return `${ratio.toFixed(2)} (${rate}/s, p99 ${p99.toFixed(1)} ms)`;
}

/** A row with a target that a ratio is to reach; a run whose control failed judges nothing. */
export function judged(name: string, least: number, { compared, isVoid }: { readonly compared: Compared; readonly isVoid: boolean }): Row {
  return [name, `≥ ${least.toFixed(2)}`, told(compared), isVoid ? 'void' : compared.ratio >= least];
}
