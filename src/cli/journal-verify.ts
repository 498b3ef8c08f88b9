import type { Command } from 'commander';
import { auditJournal, type AuditNeeds, type Fault } from '../journal/audit.ts';
import type { Closing } from '../journal/closing-store.ts';
import { listSilences } from '../journal/heartbeat.ts';
import type { ReadNeeds } from '../journal/read-entries.ts';
import { valueFaults } from '../journal/value-faults.ts';
import { showProgress } from './journal-progress.ts';
import { knownHeads, logKeysOf, witnessKeysOf } from './journal-keys.ts';
import { withContext } from './with-context.ts';

interface Options {
  readonly key: string[];
  readonly since: string[];
  readonly values?: true;
}

/** `procura journal verify`: recomputes the live journal from its entries, and names what is broken. Exits with 1 when anything is. */
export function journalVerifyCommand(journal: Command): void {
  const more = (value: string, all: string[]) => [...all, value];
  journal
    .command('verify')
    .description('recomputes the journal from its entries and names what is broken, the first broken entry first')
    .option('--key <vkey>', 'a public key of the journal, instead of our own; may be repeated', more, [])
    .option('--since <file>', 'a checkpoint kept elsewhere that the journal must continue; may be repeated', more, [])
    .option('--values', 'opens all that is sealed too, and holds it and the index against the digests in the entries')
    .action(verify);
}

async function verify({ key, since, values }: Options): Promise<void> {
  const logKeys = logKeysOf(key);
  const known = knownHeads(since, logKeys);
  const needs = { logKeys, witnessKeys: witnessKeysOf(), known, isWithValues: values === true };
  let faults = 0;
  await withContext(async ({ db, clock, vault }) => {
    for await (const { kind, entryId, index, detail } of found({ db, vault, ...needs })) {
      const where = [entryId && `entry ${entryId}`, index !== undefined && `place ${index}`].filter(Boolean).join(', ');
      console.error(`${kind.replaceAll('_', ' ')}${where && ` (${where})`}: ${detail}`);
      if (++faults === 100) break;
    }
    for (const { from, to } of await listSilences(db, clock.now()))
      console.log(`silence: no heartbeat from ${from.toISOString()} ${to ? `to ${to.toISOString()}` : 'on'}: the service was not there.`);
  });
  if (faults === 0)
    console.log('The journal is as it was signed: nothing altered, missing, inserted, reordered, rolled back or signed twice.');
  else process.exitCode = 1;
}

async function* found({ isWithValues, ...needs }: AuditNeeds & ReadNeeds & { readonly isWithValues: boolean }): AsyncGenerator<Fault> {
  yield* auditJournal({ ...needs, onProgress: showProgress, onDropped: sayDropped });
  if (isWithValues) yield* valueFaults(needs);
}

function sayDropped({ origin, droppedAt }: Closing): void {
  console.log(`dropped: the entries of ${origin}, on ${droppedAt?.toISOString() ?? ''}: verification begins after them.`);
}
