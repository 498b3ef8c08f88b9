import type { Db, Tx } from '../db/database.ts';
import type { EventName } from './events.ts';
import { indexColumns, type IndexedEntry } from './store.ts';

/** What was sealed for one subject in one entry, with the subject's key as it is kept. */
export interface SealedValue {
  readonly subjectRef: string;
  readonly blob: Buffer;
  readonly wrapped: Buffer;
}

/** An entry's exact bytes, and its sealed values whose subject's key still exists. */
export interface SealedEntry {
  readonly leaf: Buffer;
  readonly values: readonly SealedValue[];
}

/** These entries, by their numbers, each with what can still be opened of it. */
export async function mapSealedEntries(db: Db | Tx, entryIds: readonly string[]): Promise<Map<string, SealedEntry>> {
  const { rows } = await db.raw<{
    rows: { id: string; leaf: Buffer; subject_ref: string | null; blob: Buffer | null; wrapped_dek: Buffer | null }[];
  }>(
    `select entry.id::text, entry.leaf, value.subject_ref, value.blob, key.wrapped_dek
       from journal.entries as entry
       left join (journal.sealed_values as value join journal.subject_keys as key
                  on key.subject_ref = value.subject_ref and key.wrapped_dek is not null)
         on value.entry_id = entry.id
      where entry.id = any(:entryIds::bigint[])
      order by entry.id, value.subject_ref`,
    { entryIds: [...entryIds] },
  );
  const found = new Map<string, { leaf: Buffer; values: SealedValue[] }>();
  for (const { id, leaf, subject_ref, blob, wrapped_dek } of rows) {
    const entry = found.get(id) ?? { leaf, values: [] };
    if (subject_ref && blob && wrapped_dek) entry.values.push({ subjectRef: subject_ref, blob, wrapped: wrapped_dek });
    found.set(id, entry);
  }
  return found;
}

/**
 * The numbers of a person's entries after one, oldest first: those that name the person, and those of their mandates that name
 * nobody yet, since a mandate is prepared before the person has said who they are.
 */
export async function listEntryIdsOfPerson(
  db: Db | Tx,
  personId: string,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select entry_id::text as id from (
       select entry_id from journal.entry_index where person_id = :personId and entry_id > :after
       union all
       select entry_id from journal.entry_index
        where mandate_id in (select mandate_id from journal.entry_index where person_id = :personId) and person_id is null and entry_id > :after
     ) as of_person order by entry_id limit :limit`,
    { personId, after, limit },
  );
  return rows.map(({ id }) => id);
}

/** How many entries there are; reads them all. */
export async function countEntries(db: Db | Tx): Promise<number> {
  const { rows } = await db.raw<{ rows: [{ count: string }] }>('select count(*) from journal.entries');
  return Number(rows[0].count);
}

/** The entries of one of these events about these uses, in the order they were written. */
export async function listEntriesOfUses(db: Db | Tx, useIds: readonly string[], events: readonly EventName[]): Promise<IndexedEntry[]> {
  return (await db
    .withSchema('journal')
    .select(indexColumns)
    .from('entry_index')
    .whereIn('use_id', [...useIds])
    .whereIn('event', [...events])
    .orderBy('entry_id')) as IndexedEntry[];
}
