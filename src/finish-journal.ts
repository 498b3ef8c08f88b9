import { setTimeout } from 'node:timers/promises';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import type { DatabaseSource } from './db/database.ts';
import { journalSettings } from './journal-settings.ts';
import { countEntries } from './journal/read-store.ts';
import { startSequencer } from './journal/sequencer.ts';

interface Opened {
  readonly config: Config;
  readonly context: Pick<Context, 'db' | 'clock' | 'log'>;
  readonly source: DatabaseSource;
}

/** Leads the journal until a published checkpoint holds every entry there is. Returns its size; 0 without a key to sign it. */
export async function finishJournal({ config, context, source }: Opened): Promise<number> {
  const { signers, origin, anchorFile } = journalSettings(config);
  if (signers.length === 0) return 0;
  const all = await countEntries(context.db);
  const { clock, log } = context;
  const sequencer = startSequencer({ source, clock, log, signers, origin, anchorFile });
  try {
    while (sequencer.status().publishedSize < all) await setTimeout(200);
    return sequencer.status().publishedSize;
  } finally {
    await sequencer.stop();
  }
}
