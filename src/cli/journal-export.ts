import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { exportJournal } from '../journal/export.ts';
import { index } from './given.ts';
import { showProgress } from './journal-progress.ts';
import { withContext } from './with-context.ts';

/** `procura journal export`: everything an outsider needs to verify the journal, without personal data, as JSON Lines. */
export function journalExportCommand(journal: Command): void {
  journal
    .command('export')
    .description('the journal as JSON Lines on the standard output; verify it with public/verify-journal.js')
    .option('--from <index>', 'go on from this entry, the first being 0', index, 0)
    .action(({ from }: { from: number }) =>
      withContext(async ({ db }) => {
        const lines = exportJournal({ db, from, onProgress: showProgress });
        await pipeline(Readable.from(lines), process.stdout, { end: false });
      }),
    );
}
