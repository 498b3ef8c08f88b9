import type { Db, Tx } from '../db/database.ts';
import type { EventName } from './events.ts';
import type { IndexedEntry } from './store.ts';

/** What readers of the whole journal go through: each entry once, in the order of their numbers, none too early. */
export interface Stretch {
  /** Where the reader stands. */
  readonly from: string;
  /** Up to where nothing can appear any more: what the tree holds without a gap. */
  readonly upTo: string;
}

/** Where a reader stands, and how far it may go; a reader that never read begins at the beginning. */
export async function findStretch(db: Db | Tx, name: string): Promise<Stretch> {
  const { rows } = await db.raw<{ rows: Stretch[] }>(
    `select coalesce((select entry_id from journal_readers where name = :name), 0)::text as from,
            coalesce((select coalesce((select min(first) - 1 from unnest(head.hole_first) as first), head.hi) from journal.heads as head), 0)::text as "upTo"`,
    { name },
  );
  return rows[0] ?? { from: '0', upTo: '0' };
}

/** Moves a reader on; false when another instance moved it meanwhile. */
export async function moveReader(
  db: Db | Tx,
  { name, from, to }: { readonly name: string; readonly from: string; readonly to: string },
): Promise<boolean> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `insert into journal_readers as reader (name, entry_id) select :name, :to::bigint where :from::bigint = 0
     on conflict (name) do update set entry_id = excluded.entry_id where reader.entry_id = 0`,
    { name, from, to },
  );
  if (rowCount === 1) return true;
  return (await db('journal_readers').where({ name, entry_id: from }).update({ entry_id: to })) === 1;
}

/** Has a reader that never read begin after what there is now. */
export async function beginAfterAll(db: Db | Tx, name: string): Promise<void> {
  await db.raw(
    `insert into journal_readers (name, entry_id) select :name, max(entry_id) from journal.entry_index
     on conflict (name) do update set entry_id = excluded.entry_id where journal_readers.entry_id = 0`,
    { name },
  );
}

/** The number of the entry that is `limit` entries further, or the end of the stretch. */
export async function findEndOf(db: Db | Tx, { from, upTo }: Stretch, limit: number): Promise<string> {
  const { rows } = await db.raw<{ rows: { id: string | null }[] }>(
    `select max(entry_id)::text as id from (
       select entry_id from journal.entry_index where entry_id > :from and entry_id <= :upTo order by entry_id limit :limit) as next`,
    { from, upTo, limit },
  );
  return rows[0]?.id ?? upTo;
}

/** The entries of some kinds in a stretch, oldest first. */
export async function listStretch(
  db: Db | Tx,
  { from, upTo }: Stretch,
  { events, limit }: { readonly events: readonly EventName[]; readonly limit: number },
): Promise<IndexedEntry[]> {
  const { rows } = await db.raw<{ rows: IndexedEntry[] }>(
    `select ${entryColumns} from journal.entry_index
      where entry_id > :from and entry_id <= :upTo and event = any(:events) order by entry_id limit :limit`,
    { from, upTo, events: [...events], limit },
  );
  return rows;
}

/** Whose entries. */
export type Whose = 'helper_id' | 'mandate_id' | 'person_id';

/** The entries of some kinds since an instant up to an entry, of somebody or of all, oldest first; of many, the latest. */
export async function listBackwards(
  db: Db | Tx,
  back: {
    readonly whose: Whose | null;
    readonly id: string;
    readonly events: readonly EventName[];
    readonly since: Date;
    readonly upTo: string;
    readonly limit: number;
  },
): Promise<IndexedEntry[]> {
  const of = back.whose === null ? '' : `${back.whose} = :id::uuid and `; // one of three names of ours
  const { rows } = await db.raw<{ rows: IndexedEntry[] }>(
    `select ${entryColumns} from journal.entry_index
      where ${of}entry_id <= :upTo and event = any(:events) and at > :since order by entry_id desc limit :limit`,
    { ...back, events: [...back.events] },
  );
  return rows.reverse();
}

const entryColumns = `entry_id::text as "entryId", at, event, refusal, mandate_id as "mandateId", use_id as "useId", person_id as "personId",
  helper_id as "helperId", organisation_id as "organisationId", client_id as "clientId", procedure`;
