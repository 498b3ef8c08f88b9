import { after, day, hour } from '../clock.ts';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { bulkAppend, bulkSize } from '../journal/bulk-append.ts';
import { layCrowd } from './history-crowd.ts';
import { Dice } from './history-draw.ts';
import { giveMandate, goOn, type Running } from './history-life.ts';
import { Batch, type Scene } from './history-scene.ts';
import * as store from './history-store.ts';

export interface History {
  /** How many entries, about. */
  readonly entries: number;
  readonly onProgress?: (done: number, all: number) => void;
}

/** How long ago it began, and how many mandates are still met at any time. */
const days = 730;
const remembered = 50_000;

/**
 * Lays a history of two years as it would have happened: bodies and helpers, a mandate for ten entries, uses, refusals, looks and ends, each
 * with its entry in the order of time. Persons are found by their exact identity, not by the beginnings of their names; terms are one line.
 * Returns how many entries were laid.
 */
export async function layHistory(needs: WorkNeeds, { entries, onProgress }: History): Promise<number> {
  const now = needs.clock.now();
  const crowd = await layCrowd(needs, { entries, since: after(now, -(days + 30) * day) });
  const dice = new Dice(entries + 1);
  const running: Running[] = [];
  let done = 0;
  while (done < entries) {
    const batch = new Batch();
    while (batch.entries.length < bulkSize - 10 && done + batch.entries.length < entries) {
      const at = instantOf((done + batch.entries.length) / entries, now);
      happen({ vault: needs.vault, dice, crowd, batch, at }, running);
    }
    await atomically(needs, (work) => write(work, batch));
    done += batch.entries.length;
    onProgress?.(Math.min(done, entries), entries);
  }
  return done;
}

/** Between eight and eighteen o'clock, day after day. */
function instantOf(part: number, now: Date): Date {
  const which = Math.floor(part * days);
  const [morning, within] = [after(now, (which - days) * day), part * days - which];
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
  if (running.length >= remembered) forget(running, place);
  running.push(giveMandate(scene, met && dice.next() < 0.3 ? met : null));
}

function forget(running: Running[], place: number): void {
  const last = running.pop();
  if (last && place < running.length) running[place] = last;
}

async function write(work: Work, { rows, ended, entries }: Batch): Promise<void> {
  await store.insertRows(work.tx, 'journal.subject_keys', rows.subjects);
  await store.insertRows(work.tx, 'people', rows.people);
  await store.insertRows(work.tx, 'mandate_drafts', rows.drafts);
  await store.insertRows(work.tx, 'mandates', rows.mandates);
  await store.insertRows(work.tx, 'mandate_procedures', rows.procedures);
  await store.insertRows(work.tx, 'uses', rows.uses);
  await store.setManyRevoked(work.tx, ended);
  await bulkAppend(work, entries);
}
