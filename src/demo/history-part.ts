import { after, day, hour } from '../clock.ts';
import { LaidEntries } from '../journal/laid-entries.ts';
import type { Vault } from '../vault.ts';
import type { Crowd } from './history-crowd.ts';
import { Dice } from './history-draw.ts';
import { endMandate, giveMandate, goOn, lookAt, type Running } from './history-life.ts';
import { Batch, type Scene } from './history-scene.ts';

/** What one of several lays of a history: every so manieth stretch of it, so that the numbers follow the time whoever is faster. */
export interface Part {
  readonly entries: number;
  readonly which: number;
  readonly of: number;
  /** The number of the last entry before the history. */
  readonly begun: number;
  readonly now: Date;
  /** How long ago it began. */
  readonly days: number;
  readonly crowd: Crowd;
  readonly serviceKey: Buffer;
}

/** How many mandates are still met at any time, and the entries of a stretch. */
const remembered = 50_000;
const stretch = 1_000;

/** The most entries that come of one thing: somebody new gives a mandate. */
const most = 5;

/** How many stretches a history has. */
export function stretchesOf(entries: number): number {
  return Math.ceil(entries / stretch);
}

/** The stretches of a part, in order, and at last what is still going on. */
export function* layPart(vault: Vault, part: Part): Generator<Batch> {
  const { entries, which, of, begun, crowd, serviceKey } = part;
  const offsetOf = (count: number) => (Math.floor(count / stretch) * of + which) * stretch + (count % stretch);
  const journal = new LaidEntries(vault, { serviceKey, numberOf: (count) => begun + 1 + offsetOf(count) });
  const [dice, running]: [Dice, Running[]] = [new Dice(entries + 1 + which), []];
  for (let place = which; place < stretchesOf(entries); place += of) {
    const batch = new Batch(journal);
    const size = Math.min(stretch, entries - place * stretch);
    for (let left = size; left > 0; left = size - batch.rows.entries.length) {
      const scene = { vault, dice, crowd, batch, at: instantOf(offsetOf(journal.count) / entries, part) };
      if (left < most && running[0]) lookAt(scene, dice.one(running));
      else happen(scene, running);
    }
    yield batch;
  }
  const end = new Batch(journal);
  for (const mandate of running) endMandate(end, mandate, null);
  yield end;
}

/** Between eight and eighteen o'clock, day after day. */
function instantOf(share: number, { now, days }: Part): Date {
  const which = Math.floor(share * days);
  const [morning, within] = [after(now, (which - days) * day), share * days - which];
  return after(new Date(morning.toISOString().slice(0, 10)), (8 + 10 * within) * hour);
}

/** One thing happens: a new mandate for three that go on; one person in three gave one before. */
function happen(scene: Scene, running: Running[]): void {
  const { dice } = scene;
  const place = dice.under(Math.max(1, running.length));
  const met = running[place];
  if (met && dice.next() < 0.76) {
    if (!goOn(scene, met)) forget(running, place);
    return;
  }
  if (met && running.length >= remembered) {
    endMandate(scene.batch, met, null);
    forget(running, place);
  }
  running.push(giveMandate(scene, met && dice.next() < 0.3 ? met : null));
}

function forget(running: Running[], place: number): void {
  const last = running.pop();
  if (last && place < running.length) running[place] = last;
}
