import type { Command } from 'commander';
import { listEntries } from '../journal/store.ts';
import { journalExportCommand } from './journal-export.ts';
import { journalProofCommands } from './journal-prove.ts';
import { journalVerifyCommand } from './journal-verify.ts';
import { withContext } from './with-context.ts';

/** `procura journal show|verify|export|checkpoint|prove`: what happened, without personal data, and how to prove it. */
export function journalCommands(program: Command): void {
  const journal = program.command('journal').description('the record of what happened');
  journal
    .command('show')
    .description('the entries of one mandate, oldest first')
    .requiredOption('--mandate <id>', 'the mandate')
    .action(({ mandate }: { mandate: string }) => show(mandate));
  for (const add of [journalVerifyCommand, journalExportCommand, journalProofCommands]) add(journal);
}

async function show(mandateId: string): Promise<void> {
  const entries = await withContext(({ db }) => listEntries(db, { mandateId }, { limit: 10_000 }));
  for (const { entryId, at, event, refusal, procedure, clientId } of entries.reverse()) {
    console.log([entryId, at.toISOString(), event, refusal, procedure, clientId].filter((part) => part !== null).join('  '));
  }
  if (entries.length === 0) console.error('No entry speaks of this mandate.');
}
