import { existsSync, readFileSync } from 'node:fs';
import { type Db, openDatabase } from '../../src/db/database.ts';
import { auditJournal } from '../../src/journal/audit.ts';
import { openCheckpoint } from '../../src/journal/checkpoint.ts';
import { TreeBuilder } from '../../src/journal/tree-builder.ts';
import { valueFaults } from '../../src/journal/value-faults.ts';
import { openVault } from '../../src/vault.ts';
import { logKeys, treeFaults } from '../support/sequencing.ts';
import type { Chaos } from './chaos.ts';
import type { Witnesses } from './witnesses.ts';

interface Judging {
  readonly chaos: Pick<Chaos, 'used' | 'undone' | 'revoked'>;
  /** Every note that took the anchor’s place, a line each. */
  readonly signedFile: string;
  readonly anchorFile: string;
  readonly witnesses?: Witnesses;
}

/** All that must be true after any fault, and how much there was. Recomputed from zero, and by the audit that anybody may run. */
export async function judged(url: string, { chaos, signedFile, anchorFile, witnesses }: Judging) {
  const db = openDatabase({ url });
  const signed = existsSync(signedFile) ? readFileSync(signedFile, 'utf8').split('\n').slice(0, -1) : [];
  const notes = signed.map((line) => Buffer.from(line, 'base64').toString());
  const anchored = openCheckpoint(readFileSync(anchorFile, 'utf8'), { logKeys });
  const audit = { db, logKeys, witnessKeys: witnesses?.keys ?? [], known: [anchored, ...(witnesses?.last() ?? [])] };
  const faults = [...(await treeFaults(db)), ...(await actFaults(db, chaos)), ...(await headFaults(db, notes))];
  for await (const { kind, detail } of auditJournal(audit)) faults.push(`${kind}: ${detail}`);
  for await (const { kind, detail } of valueFaults({ db, vault: openVault(Buffer.alloc(32, 7)) })) faults.push(`${kind}: ${detail}`);
  const { rows } = await db.raw<{ rows: [{ n: number }] }>('select count(*)::int as n from journal.entries');
  await db.destroy();
  const counts = {
    acknowledged: chaos.used.size,
    revoked: chaos.revoked.size,
    entries: rows[0].n,
    anchored: anchored.size,
    heads: notes.length,
  };
  return { faults, counts };
}

/** Acknowledged acts that are not there, undone ones that are, and halves: an act without its entry, an entry without its act. */
async function actFaults(db: Db, { used, undone, revoked }: Judging['chaos']): Promise<string[]> {
  const read = async (sql: string) => (await db.raw<{ rows: { act: string | null; entry: string | null }[] }>(sql)).rows;
  const indexed = (event: string) => `(select use_id, mandate_id from journal.entry_index where event = '${event}') as i`;
  const uses = await read(`select uses.id as act, i.use_id as entry from uses full join ${indexed('mandate_used')} on i.use_id = uses.id`);
  const ends = await read(
    `select m.id as act, i.mandate_id as entry from (select id from mandates where revoked_at is not null) as m
       full join ${indexed('mandate_revoked')} on i.mandate_id = m.id`,
  );
  const [there, ended] = [new Set(uses.map(({ act }) => act)), new Set(ends.map(({ act }) => act))];
  return [
    ...[...uses, ...ends].filter(({ act, entry }) => act === null || entry === null).map((row) => `half an act: ${JSON.stringify(row)}`),
    ...(there.size === uses.length && ended.size === ends.length ? [] : ['an act has two entries']),
    ...[...used].filter((id) => !there.has(id)).map((id) => `the acknowledged use ${id} is lost`),
    ...[...revoked].filter((id) => !ended.has(id)).map((id) => `the acknowledged end of ${id} is lost`),
    ...[...undone].filter((id) => there.has(id)).map((id) => `the use ${id} was undone, and is there`),
  ];
}

/** Heads that were signed, published or not, and are not the root of a prefix of this tree. */
async function headFaults(db: Db, notes: readonly string[]): Promise<string[]> {
  const heads = notes.map((note) => openCheckpoint(note, { logKeys })).sort((one, other) => one.size - other.size);
  const { rows } = await db.raw<{ rows: { hashes: Buffer }[] }>('select hashes from journal.tiles where level = 0 order by n');
  const hashes = Buffer.concat(rows.map((row) => row.hashes));
  const tree = new TreeBuilder();
  return heads.flatMap(({ size, root }) => {
    while (tree.size < size && tree.size * 32 < hashes.length)
      tree.append(hashes.subarray(tree.size * 32, (tree.size + 1) * 32), BigInt(tree.size));
    return tree.size === size && tree.root().equals(root) ? [] : [`the head signed at ${size} is not of this tree`];
  });
}
