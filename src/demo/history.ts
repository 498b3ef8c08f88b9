import { setImmediate } from 'node:timers/promises';
import { atomically, type DatabaseSource, type WorkNeeds } from '../db/database.ts';
import { type Loader, loadAlone } from '../db/loader.ts';
import { LaidEntries } from '../journal/laid-entries.ts';
import { listSubjectKeys } from '../journal/subject-key-store.ts';
import { createSubject, serviceSubject, unwrap } from '../journal/subject-keys.ts';
import type { Vault } from '../vault.ts';
import { countryOf, type Crowd, layClients, layPlaces, type Setting } from './history-crowd.ts';
import { Dice } from './history-draw.ts';
import { layPart, stretchesOf } from './history-part.ts';
import { Batch } from './history-scene.ts';
import * as store from './history-store.ts';
import { inChildren, type Whole } from './history-children.ts';

export interface HistoryNeeds extends WorkNeeds {
  readonly source: DatabaseSource;
  /** What the processes of a long history open the vault with; without them this one does it all. */
  readonly masterKeys?: readonly Buffer[];
}

export interface History {
  readonly entries: number;
  /** Two years of the whole country, unless it is said. */
  readonly setting?: Setting;
  readonly onProgress?: (done: number, all: number) => void;
}

/** From so many entries on it is worth a process for each processor. */
const long = 50_000;

/**
 * Lays a history as it would have happened: bodies and helpers, a mandate for ten entries, uses, refusals, looks and ends, each
 * with its entry in the order of time. Persons are found by their exact identity, not by the beginnings of their names; terms are one line.
 * All of it or nothing, and only where there are no mandates yet. Returns how many entries were laid.
 */
export async function layHistory(needs: HistoryNeeds, { entries, setting = countryOf(entries), onProgress }: History): Promise<number> {
  const { clients, serviceKey } = await prepare(needs);
  return loadAlone(needs.source, store.longTables, async (loader) => {
    const { hasMandates, organisations, lastEntry } = await store.readBeginning(loader);
    if (hasMandates) throw new Error('A history is laid where there are no mandates yet: this database has some.');
    const now = needs.clock.now();
    const journal = new LaidEntries(needs.vault, { serviceKey, numberOf: (count) => lastEntry + 1 + count });
    const first = new Batch(journal);
    const opening = { vault: needs.vault, dice: new Dice(entries), batch: first, at: now };
    const places = layPlaces(opening, setting, organisations);
    await store.load(loader, first.rows);
    const whole = {
      entries,
      begun: lastEntry + journal.count,
      now,
      days: setting.days,
      crowd: { places, clients, isTold: setting.isTold },
      serviceKey,
    };
    await live(needs, whole, { loader, onProgress });
    await store.closeNumbers(loader, whole.begun + entries);
    return entries;
  });
}

/** What the real verbs lay, before. */
function prepare(needs: HistoryNeeds): Promise<{ clients: Crowd['clients']; serviceKey: Buffer }> {
  return atomically(needs, async (work) => {
    await createSubject(work, serviceSubject);
    const [key] = await listSubjectKeys(work.tx, [serviceSubject]);
    const clients = await layClients(work);
    return { clients, serviceKey: unwrap(work.vault, { subjectRef: serviceSubject, wrapped: key?.wrapped ?? null }) };
  });
}

interface Laying {
  readonly loader: Loader;
  readonly onProgress: History['onProgress'] | undefined;
}

/** Everything that happens, from the first day to today. */
async function live({ vault, source, masterKeys }: HistoryNeeds, whole: Whole, { loader, onProgress }: Laying): Promise<void> {
  const { entries } = whole;
  const isShared = 'url' in source && masterKeys && entries >= long;
  const sheaves = isShared ? inChildren(whole, { url: source.url, masterKeys }) : inThisThread(vault, whole);
  let done = 0;
  for await (const sheaf of sheaves) {
    await store.load(loader, sheaf);
    done++;
    onProgress?.(Math.min(entries, Math.floor((done * entries) / stretchesOf(entries))), entries);
  }
}

async function* inThisThread(vault: Vault, whole: Whole): AsyncGenerator<store.Sheaf> {
  for (const { rows } of layPart(vault, { ...whole, which: 0, of: 1 })) {
    yield rows;
    await setImmediate();
  }
}
