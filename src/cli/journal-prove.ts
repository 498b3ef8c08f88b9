import type { Command } from 'commander';
import type { Db } from '../db/database.ts';
import { makeReceipt, proveConsistency } from '../journal/proof.ts';
import { findCheckpoint, findEntryId, type PublishedCheckpoint } from '../journal/tree-store.ts';
import { consistencyText } from '../journal/witness-client.ts';
import { index } from './journal-export.ts';
import { withContext } from './with-context.ts';

/** `procura journal checkpoint|prove`: the signed head, and proofs that hang on it. */
export function journalProofCommands(journal: Command): void {
  journal
    .command('checkpoint')
    .description('the last published checkpoint, with its signatures; with --since, the proof that it continues an older one')
    .option('--since <size>', 'how many entries the older checkpoint holds', index)
    .action(({ since }: { since?: number }) => withContext(async ({ db }) => print(await checkpointText(db, since))));
  journal
    .command('prove')
    .description('a proof file (tlog-proof) of one entry, which shows none of its sealed fields')
    .argument('<index>', 'the place of the entry in the journal, the first being 0', index)
    .action((place: number) => withContext(async ({ db }) => print(await receiptOf(db, place))));
}

async function checkpointText(db: Db, since: number | undefined): Promise<string> {
  const { note, size }: PublishedCheckpoint = (await findCheckpoint(db)) ?? fail('The journal has no published checkpoint yet.');
  if (since === undefined) return note;
  if (since > size) fail(`The last checkpoint holds ${size} entries: it cannot continue one of ${since}.`);
  return consistencyText({ old: since, proof: await proveConsistency(db, since, size), note });
}

async function receiptOf(db: Db, place: number): Promise<string> {
  const entryId = await findEntryId(db, place);
  const receipt = entryId === null ? null : await makeReceipt(db, { entryId, disclosures: [] });
  return receipt ?? fail(`No published checkpoint covers an entry at place ${place}.`);
}

const print = (text: string): void => void process.stdout.write(text);
const fail = (sentence: string): never => {
  throw new Error(sentence);
};
