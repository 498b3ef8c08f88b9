import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { exportJournal } from '../journal/export.ts';
import { index } from './given.ts';
import { readHeldExport } from './held-export.ts';
import { showProgress } from './journal-progress.ts';
import { withContext } from './with-context.ts';

/** `procura journal export`: everything an outsider needs to verify the journal, without personal data, as JSON Lines. */
export function journalExportCommand(journal: Command): void {
  journal
    .command('export')
    .description('the journal as JSON Lines on the standard output; verify it with public/verify-journal.js')
    .option('--from <index>', 'go on from this entry, the first being 0', index, 0)
    .option('--origin <name>', 'a volume that was closed, instead of the one under way')
    .addOption(
      new Option('--resume <file>', 'go on where this export ends or was cut off; both files are verified together').conflicts([
        'from',
        'origin',
      ]),
    )
    .action(({ from, origin, resume }: { from: number; origin?: string; resume?: string }) =>
      withContext(async ({ db }) => {
        const held = resume === undefined ? { from, ...(origin !== undefined && { of: origin }) } : readHeldExport(resume);
        const lines = exportJournal({ db, ...held, onProgress: showProgress });
        await pipeline(Readable.from(lines), process.stdout, { end: false });
      }),
    );
}
