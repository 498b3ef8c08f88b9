import type { Command } from 'commander';
import type { Db } from '../db/database.ts';
import { type IndexedEntry, listEntries } from '../journal/store.ts';
import { uuid } from './given.ts';
import { journalCloseCommand } from './journal-close.ts';
import { journalExportCommand } from './journal-export.ts';
import { journalProofCommands } from './journal-prove.ts';
import { journalVerifyCommand } from './journal-verify.ts';
import { withContext } from './with-context.ts';

/** `procura journal show|verify|export|checkpoint|prove|close`: what happened, without personal data, and how to prove it. */
export function journalCommands(program: Command): void {
  const journal = program.command('journal').description('the record of what happened');
  journal
    .command('show')
    .description('the entries of one mandate, oldest first')
    .requiredOption('--mandate <id>', 'the mandate', uuid)
    .action(({ mandate }: { mandate: string }) => show(mandate));
  for (const add of [journalVerifyCommand, journalExportCommand, journalProofCommands, journalCloseCommand]) add(journal);
}

async function show(mandateId: string): Promise<void> {
  let count = 0;
  await withContext(async ({ db }) => {
    for await (const { entryId, at, event, refusal, procedure, clientId } of entriesOf(db, mandateId)) {
      console.log([entryId, at.toISOString(), event, refusal, procedure, clientId].filter((part) => part !== null).join('  '));
      count += 1;
    }
  });
  if (count === 0) throw new Error('No entry speaks of this mandate.');
}

async function* entriesOf(db: Db, mandateId: string): AsyncGenerator<IndexedEntry> {
  for (let after: string | null = null; ;) {
    const page: IndexedEntry[] = await listEntries(db, { mandateId }, { limit: 1_000, oldestFirst: true, after });
    yield* page;
    after = page.at(-1)?.entryId ?? null;
    if (after === null) return;
  }
}
