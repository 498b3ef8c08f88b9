import type { Command } from 'commander';
import { listEntries } from '../journal/store.ts';
import { withContext } from './with-context.ts';

/** `procura journal show`: what happened to a mandate, without personal data. */
export function journalCommands(program: Command): void {
  const journal = program.command('journal').description('the record of what happened');
  journal
    .command('show')
    .description('the entries of one mandate, oldest first')
    .requiredOption('--mandate <id>', 'the mandate')
    .action(({ mandate }: { mandate: string }) =>
      withContext(async ({ db }) => {
        const entries = await listEntries(db, { mandateId: mandate }, { limit: 10_000 });
        for (const { entryId, at, event, refusal, procedure, clientId } of entries.reverse()) {
          console.log([entryId, at.toISOString(), event, refusal, procedure, clientId].filter((part) => part !== null).join('  '));
        }
        if (entries.length === 0) console.error('No entry speaks of this mandate.');
      }),
    );
}
