import { setTimeout } from 'node:timers/promises';
import { minute } from './clock.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import type { DatabaseSource } from './db/database.ts';
import { journalSettings } from './journal-settings.ts';
import { cosignBy } from './journal/cosign.ts';
import { countEntries } from './journal/read-store.ts';
import { type Sequencer, startSequencer } from './journal/sequencer.ts';
import { readProgress } from './journal/tree-store.ts';

interface Opened {
  readonly config: Config;
  readonly context: Pick<Context, 'db' | 'clock' | 'log'>;
  readonly source: DatabaseSource;
  /** Milliseconds in which something must move. */
  readonly patience?: number;
}

/**
 * Leads the journal, or waits for the instance that does, until a published checkpoint holds every entry there is. Returns its size; 0
 * without a key to sign it. Throws one sentence when nothing may be signed, and when nothing moves any more.
 */
export async function finishJournal({ config, context, source, patience = minute }: Opened): Promise<number> {
  const { signers, policy, ...settings } = journalSettings(config);
  if (signers.length === 0) return 0;
  const { db, clock, log } = context;
  const all = await countEntries(db);
  const sequencer = startSequencer({ source, clock, log, signers, ...settings, ...cosignBy(policy, { db, log }) });
  const readPublished = async () => (await readProgress(db)).publishedSize;
  try {
    return await untilAll({ all, sequencer, readPublished, patience });
  } finally {
    await sequencer.stop();
  }
}

interface Finishing {
  readonly all: number;
  readonly sequencer: Sequencer;
  readonly readPublished: () => Promise<number>;
  readonly patience: number;
}

async function untilAll({ all, sequencer, readPublished, patience }: Finishing): Promise<number> {
  for (let [stood, since] = ['', performance.now()]; ; await setTimeout(200)) {
    const published = await readPublished();
    if (published >= all) return published;
    const { state, detail, size } = sequencer.status();
    if (state !== 'waiting' && state !== 'leading') throw new Error(`The journal signs nothing: ${detail ?? state}.`);
    const stands = `${String(size)} ${String(published)}`;
    if (stands !== stood) [stood, since] = [stands, performance.now()];
    if (performance.now() - since > patience)
      throw new Error(
        `The last checkpoint holds ${String(published)} of ${String(all)} entries, and nothing moves: ${detail ?? idle[state]}.`,
      );
  }
}

const idle = { waiting: 'another instance leads', leading: 'too few witnesses cosign' };
