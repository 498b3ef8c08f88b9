import type { Command } from 'commander';
import { once } from 'node:events';
import type { Db } from '../db/database.ts';
import { makeReceipt, proveConsistency } from '../journal/proof.ts';
import { receiptsOf } from '../journal/prove-entries.ts';
import type { ReadNeeds } from '../journal/read-entries.ts';
import { requireCheckpoint } from '../journal/find-volume.ts';
import { findEntryId } from '../journal/tree-store.ts';
import { firstOf } from '../journal/volumes.ts';
import { consistencyText } from '../journal/witness-client.ts';
import { index, uuid } from './given.ts';
import { withContext } from './with-context.ts';

/** `procura journal checkpoint|prove`: the signed head, and proofs that hang on it. */
export function journalProofCommands(journal: Command): void {
  journal
    .command('checkpoint')
    .description('the last published checkpoint, with its signatures; with --since, the proof that it continues an older one')
    .option('--since <size>', 'how many entries the older checkpoint holds', index)
    .option(...ofVolume)
    .action((asked: Asked) => withContext(async ({ db }) => print(await checkpointText(db, asked))));
  journal
    .command('prove')
    .description('a proof file (tlog-proof) of one entry, one mandate or one person, which shows none of the sealed fields')
    .argument('[index]', 'the place of the entry in the journal, the first being 0', index)
    .option('--mandate <id>', 'every entry of this mandate', uuid)
    .option('--person <id>', 'every entry about this person', uuid)
    .option(...ofVolume)
    .action((place: number | undefined, about: About) => withContext((context) => prove(context, place, about)));
}

const ofVolume = ['--origin <name>', 'in a volume that was closed, instead of the one under way'] as const;

interface Asked {
  readonly since?: number;
  readonly origin?: string;
}

async function checkpointText(db: Db, { since, origin }: Asked): Promise<string> {
  const { note, size, volume } = await requireCheckpoint(db, origin);
  if (since === undefined) return note;
  if (since > size) fail(`The last checkpoint holds ${size} entries: it cannot continue one of ${since}.`);
  return consistencyText({ old: since, proof: await proveConsistency(db, since, size, volume), note });
}

interface About {
  readonly mandate?: string;
  readonly person?: string;
  readonly origin?: string;
}

async function prove(needs: ReadNeeds, place: number | undefined, { mandate, person, origin }: About): Promise<void> {
  const given = [place, mandate, person].filter((one) => one !== undefined);
  if (given.length !== 1) fail('Say what to prove: the place of an entry, --mandate or --person, and only one of them.');
  if (place !== undefined) return print(await receiptAt(needs.db, place, origin));
  const id = mandate ?? person ?? '';
  let count = 0;
  for await (const receipt of receiptsOf(needs, mandate === undefined ? { personId: id } : { mandateId: id }, null)) {
    if (!process.stdout.write(receipt)) await once(process.stdout, 'drain');
    count += 1;
  }
  if (count === 0) fail('No published checkpoint covers an entry about it.');
}

async function receiptAt(db: Db, place: number, origin: string | undefined): Promise<string> {
  const { volume, size } = await requireCheckpoint(db, origin);
  const entryId = place < size ? await findEntryId(db, firstOf(volume) + place) : null;
  const receipt = entryId === null ? null : await makeReceipt(db, { entryId, disclosures: [] });
  return receipt ?? fail(`No published checkpoint covers an entry at place ${place}.`);
}

const print = (text: string): void => void process.stdout.write(text);
const fail = (sentence: string): never => {
  throw new Error(sentence);
};
