import type { Db, Tx } from '../db/database.ts';
import { heart } from './heartbeat.ts';

/** What the index says of an entry, by the names its fields have. */
export interface IndexLine {
  readonly entryId: string;
  readonly isIndexed: boolean;
  /** Whether the line gives the instant, the event and the mandate of the entry. */
  readonly isTold: boolean;
  readonly event: string;
  /** How many values are sealed for it, and how many erasures took. */
  readonly sealed: number;
  readonly erased: number;
  readonly said: Readonly<Record<string, string | null>>;
}

/** The entries after one, in order, with their lines. */
export async function listIndexLines(
  db: Db | Tx,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<IndexLine[]> {
  const { rows } = await db.raw<{ rows: IndexLine[] }>(
    `select entry.id::text as "entryId", line.entry_id is not null as "isIndexed", line.at = entry.at and line.event = entry.event and ${mandateTold} as "isTold",
            entry.event, (select count(*)::int from journal.sealed_values where entry_id = entry.id) as sealed, coalesce(gone.count, 0) as erased,
            jsonb_build_object('person', person_id, 'helper', helper_id, 'organisation', organisation_id, 'mandate', mandate_id, 'use', use_id,
                               'client', client_id, 'procedure', procedure, 'refusal', refusal) as said
       from journal.entries as entry left join journal.entry_index as line on line.entry_id = entry.id
            left join journal.erased_values as gone on gone.entry_id = entry.id
      where entry.id > :after order by entry.id limit :limit`,
    { after, limit, heart: heart.id },
  );
  return rows;
}

// what an entry was recorded about is in its text for ever, also where its person was erased and nothing sealed says it any more
const mandateTold = `coalesce((select draft.journal_ref from mandate_drafts as draft where draft.id = line.mandate_id),
  case when line.mandate_id = :heart::uuid then line.mandate_id end) is not distinct from entry.mandate_ref`;

/** Rows beside the entries that belong to none. */
export async function listStrayIds(db: Db | Tx): Promise<{ table: string; entryId: string }[]> {
  const { rows } = await db.raw<{ rows: { table: string; entryId: string }[] }>(
    `(select 'entry_index' as table, entry_id::text as "entryId" from journal.entry_index as line
       where not exists (select from journal.entries where id = line.entry_id) limit 20)
     union all
     (select 'sealed_values', entry_id::text from journal.sealed_values as value
       where not exists (select from journal.entries where id = value.entry_id) limit 20)`,
  );
  return rows;
}

/** How many sealed values erasures took, in all. */
export async function countErased(db: Db | Tx): Promise<number> {
  const { rows } = await db.raw<{ rows: [{ count: string }] }>('select coalesce(sum(count), 0) as count from journal.erased_values');
  return Number(rows[0].count);
}
