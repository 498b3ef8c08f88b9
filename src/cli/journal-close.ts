import type { Command } from 'commander';
import { closeJournal } from '../close-journal.ts';
import { readConfig } from '../config.ts';
import { readStoredHead } from '../journal/audit-store.ts';
import { originAfter } from '../journal/volumes.ts';
import { journalSettings } from '../journal-settings.ts';
import { withContext } from './with-context.ts';

/** `procura journal close`: a volume is closed now; for whoever does not leave it to the turn of the year. */
export function journalCloseCommand(journal: Command): void {
  journal
    .command('close')
    .description(
      'closes the volume under way now, not at the turn of the year: the journal goes on in the next one, a tree of its own under its own origin',
    )
    .option('--dry-run', 'says how the next one will be called and what it is verified with, and changes nothing')
    .action(({ dryRun }: { dryRun?: true }) => (dryRun ? announce() : close()));
}

/** What witnesses of others are given beforehand: ours know it already. */
function announce(): Promise<void> {
  return withContext(async ({ db }) => {
    const { origin, signers } = journalSettings(readConfig(process.env));
    const next = originAfter((await readStoredHead(db))?.origin ?? origin);
    console.log(`The journal would go on as ${next}, signed with:`);
    for (const signer of signers) console.log(signer.named(next).vkey);
  });
}

function close(): Promise<void> {
  return withContext(async (context, source) => {
    const { origin, size } = await closeJournal({ config: readConfig(process.env), context, source });
    console.log(`${origin} is closed with ${String(size)} entries; the journal goes on as ${originAfter(origin)}.`);
  });
}
