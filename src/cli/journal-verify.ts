import type { Command } from 'commander';
import { auditJournal } from '../journal/audit.ts';
import { listSilences } from '../journal/heartbeat.ts';
import { showProgress } from './journal-progress.ts';
import { knownHeads, logKeysOf } from './journal-keys.ts';
import { withContext } from './with-context.ts';

interface Options {
  readonly key: string[];
  readonly since: string[];
}

/** `procura journal verify`: recomputes the live journal from its entries, and names what is broken. Exits with 1 when anything is. */
export function journalVerifyCommand(journal: Command): void {
  const more = (value: string, all: string[]) => [...all, value];
  journal
    .command('verify')
    .description('recomputes the journal from its entries and names what is broken, the first broken entry first')
    .option('--key <vkey>', 'a public key of the journal, instead of our own; may be repeated', more, [])
    .option('--since <file>', 'a checkpoint kept elsewhere that the journal must continue; may be repeated', more, [])
    .action(verify);
}

async function verify({ key, since }: Options): Promise<void> {
  const logKeys = logKeysOf(key);
  const known = knownHeads(since, logKeys);
  let faults = 0;
  await withContext(async ({ db, clock }) => {
    for await (const { kind, entryId, index, detail } of auditJournal({ db, logKeys, known, onProgress: showProgress })) {
      const where = [entryId && `entry ${entryId}`, index !== undefined && `place ${index}`].filter(Boolean).join(', ');
      console.error(`${kind.replaceAll('_', ' ')}${where && ` (${where})`}: ${detail}`);
      if (++faults === 100) break;
    }
    for (const { from, to } of await listSilences(db, clock.now()))
      console.log(`silence: no heartbeat from ${from.toISOString()} ${to ? `to ${to.toISOString()}` : 'on'}: the service was not there.`);
  });
  if (faults === 0) console.log('The journal is as it was signed: nothing altered, missing, inserted, reordered or rolled back.');
  else process.exitCode = 1;
}
