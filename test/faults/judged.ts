import { existsSync, readFileSync } from 'node:fs';
import { type Db, openDatabase } from '../../src/db/database.ts';
import { auditJournal } from '../../src/journal/audit.ts';
import { openCheckpoint } from '../../src/journal/checkpoint.ts';
import { type Closing, listClosings } from '../../src/journal/closing-store.ts';
import { rootOf } from '../../src/journal/merkle.ts';
import { TreeBuilder } from '../../src/journal/tree-builder.ts';
import { findCheckpointOf } from '../../src/journal/tree-store.ts';
import { valueFaults } from '../../src/journal/value-faults.ts';
import { firstOf, volumeNamed } from '../../src/journal/volumes.ts';
import { openVault } from '../../src/vault.ts';
import { logKeys, origin, readVolumes, treeFaults } from '../support/sequencing.ts';
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
  const closings = await listClosings(db);
  const audit = { db, logKeys, witnessKeys: witnesses?.keys ?? [], known: [anchored, ...(witnesses?.last(closings.length + 1) ?? [])] };
  const faults = [
    ...(await treeFaults(db)),
    ...(await actFaults(db, chaos)),
    ...(await headFaults(db, notes)),
    ...(await endFaults(db, closings)),
  ];
  for await (const { kind, detail } of auditJournal(audit)) faults.push(`${kind}: ${detail}`);
  for await (const { kind, detail } of valueFaults({ db, vault: openVault(Buffer.alloc(32, 7)) })) faults.push(`${kind}: ${detail}`);
  const { rows } = await db.raw<{ rows: [{ n: number }] }>('select count(*)::int as n from journal.entries');
  await db.destroy();
  const counts = {
    acknowledged: chaos.used.size,
    revoked: chaos.revoked.size,
    entries: rows[0].n,
    anchored: closings.reduce((sum, { size }) => sum + size, volumeNamed(anchored.origin, origin) === closings.length ? anchored.size : 0),
    heads: notes.length,
    ends: closings.length,
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

/** Heads that were signed, published or not, and are not the root of a prefix of their volume's tree. */
async function headFaults(db: Db, notes: readonly string[]): Promise<string[]> {
  const heads = notes.map((note) => openCheckpoint(note, { logKeys }));
  const volumes = await readVolumes(db);
  return [...new Set(heads.map((head) => head.origin))].flatMap((of) => {
    const { hashes } = volumes.get(volumeNamed(of, origin) ?? -1) ?? { hashes: [] };
    const tree = new TreeBuilder();
    const signed = heads.filter((head) => head.origin === of).sort((one, other) => one.size - other.size);
    return signed.flatMap(({ size, root }) => {
      for (const hash of hashes.slice(tree.size, size)) tree.append(hash, BigInt(tree.size));
      return tree.size === size && tree.root().equals(root) ? [] : [`the head signed at ${size} is not of the tree of ${of}`];
    });
  });
}

/** Volumes that did not end once, with all their entries, by their last one and before the first of the next; and ends that are not cosigned. */
async function endFaults(db: Db, closings: readonly Closing[]): Promise<string[]> {
  const volumes = await readVolumes(db);
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    "select id from journal.entries where event in ('journal_closed', 'journal_opened') order by id",
  );
  const turns = closings.flatMap(({ volume, lastId }) => [String(lastId), String(firstOf(volume + 1))]);
  const published = await Promise.all(closings.map(({ volume }) => findCheckpointOf(db, volume)));
  return [
    ...(rows.map(({ id }) => id).join() === turns.join() ? [] : ['volumes were closed and opened otherwise than it is said']),
    ...closings.flatMap(({ volume, size, root, lastId }) => {
      const { hashes, ids } = volumes.get(volume) ?? { hashes: [], ids: [] };
      const isWhole = hashes.length === size && rootOf(hashes).equals(root) && ids.at(-1) === String(lastId);
      const end = published[volume];
      return isWhole && end?.size === size && end.cosignatures === 2
        ? []
        : [`the volume ${volume} did not end as it is said, or as signed`];
    }),
  ];
}
