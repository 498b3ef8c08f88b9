import { setTimeout } from 'node:timers/promises';
import { after, day, minute } from './clock.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import type { DatabaseSource } from './db/database.ts';
import { journalSettings } from './journal-settings.ts';
import { closeBy } from './journal/close-volume.ts';
import { type Closing, insertWish, listClosings } from './journal/closing-store.ts';
import { cosignBy } from './journal/cosign.ts';
import { startSequencer } from './journal/sequencer.ts';
import { findCheckpoint, findCheckpointOf } from './journal/tree-store.ts';

interface Closed {
  readonly config: Config;
  readonly context: Pick<Context, 'db' | 'clock' | 'log' | 'vault'>;
  readonly source: DatabaseSource;
  /** Milliseconds it may take; the wish stands after them. */
  readonly patience?: number;
}

/**
 * Has the volume under way closed by the instance that leads the journal, or leads it for that, and waits until how it ended is published.
 * Throws one sentence when nothing can be closed, when the volume is not a day old, as after the turn of the year, and when it is not
 * closed in time: whoever leads later closes it.
 */
export async function closeJournal({ config, context, source, patience = minute }: Closed): Promise<Closing> {
  const { signers, policy, ...settings } = journalSettings(config);
  const { db, clock, log } = context;
  const last = await findCheckpoint(db);
  if (signers.length === 0) throw new Error('No key signs the journal: set JOURNAL_KEY.');
  if (!last || last.size === 0) throw new Error('Nothing of this volume is published yet: there is nothing to close.');
  const former = (await listClosings(db)).at(-1);
  if (former && former.volume < last.volume && after(former.closedAt, day) > clock.now())
    throw new Error(`${former.origin} was closed at ${former.closedAt.toISOString()}: the volume begun then can be closed a day later.`);
  await insertWish(db, { volume: last.volume, at: clock.now() });
  const by = { ...cosignBy(policy, { db, log }), ...closeBy(context, { rule: 'command' }) };
  const sequencer = startSequencer({ source, clock, log, signers, ...settings, ...by });
  try {
    for (const since = performance.now(); performance.now() - since < patience; await setTimeout(200)) {
      const closing = (await listClosings(db)).find(({ volume }) => volume === last.volume);
      if (closing && (await findCheckpointOf(db, closing.volume))?.size === closing.size) return closing;
    }
    throw new Error(
      `The volume is not closed yet (${sequencer.status().detail ?? 'somebody is writing'}): whoever leads the journal closes it.`,
    );
  } finally {
    await sequencer.stop();
  }
}
