import { type Command, InvalidArgumentError } from 'commander';
import { type Config, readConfig } from '../config.ts';
import type { Context } from '../context.ts';
import type { DatabaseSource } from '../db/database.ts';
import { layHistory } from '../demo/history.ts';
import { settle } from '../demo/history-store.ts';
import { seedDemonstration } from '../demo/seed.ts';
import { sitesOf } from '../demo/settings.ts';
import { finishJournal } from '../finish-journal.ts';
import { showProgress } from './journal-progress.ts';
import { withContext } from './with-context.ts';

/** `procura seed`: the demonstration data, where FranceConnect is the simulator; or a long history, to see what size costs. */
export function seedCommand(program: Command): void {
  program
    .command('seed')
    .description('lays the demonstration data, where FranceConnect is the simulator; with --entries, a history of two years instead')
    .option('--entries <number>', 'lays a history of so many entries in an empty database, its proofs included', many)
    .action(async ({ entries }: { entries?: number }) => {
      const config = readConfig(process.env);
      await withContext((context, source) =>
        entries === undefined ? demonstration(config, context) : history({ config, context, source }, entries),
      );
    });
}

async function demonstration(config: Config, context: Context): Promise<void> {
  await seedDemonstration(context, sitesOf(config));
  console.log('The demonstration data are there.');
}

interface Opened {
  readonly config: Config;
  readonly context: Context;
  readonly source: DatabaseSource;
}

async function history({ config, context, source }: Opened, entries: number): Promise<void> {
  const laid = await layHistory({ ...context, source, masterKeys: config.MASTER_KEY }, { entries, onProgress: showProgress });
  await settle(source);
  const published = await finishJournal({ config, context, source });
  console.log(`${String(laid)} entries are there; the last checkpoint holds ${String(published)}.`);
}

function many(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 100 || number > 100_000_000) throw new InvalidArgumentError('A whole number from 100 to 100000000.');
  return number;
}
