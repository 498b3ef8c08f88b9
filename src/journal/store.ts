import type { Db, Tx } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import type { Entry } from './append.ts';
import type { EventName } from './events.ts';

interface Link {
  readonly n: number;
  readonly prev: Buffer;
}

/** Takes the next place in the mandate's chain, which stays locked until the transaction ends, and reads the subjects' wrapped keys. */
export async function openEntry(
  tx: Tx,
  { mandateRef, subjectRefs }: { readonly mandateRef: string | null; readonly subjectRefs: readonly string[] },
): Promise<{ link: Link | null; keys: Map<string, Buffer | null> }> {
  const { rows } = await open(tx, { mandateRef, subjectRefs });
  const keys = new Map(rows.flatMap((row) => (row.subject_ref ? [[row.subject_ref, row.wrapped_dek] as const] : [])));
  const [first] = rows;
  return { link: first?.n != null && first.prev ? { n: first.n, prev: first.prev } : null, keys };
}

const open = statement<{ n: number | null; prev: Buffer | null; subject_ref: string | null; wrapped_dek: Buffer | null }>(
  `with link as (
     insert into journal.mandate_chains as chain (mandate_ref, n)
     select :mandateRef::uuid, 1 where :mandateRef::uuid is not null
     on conflict (mandate_ref) do update set n = chain.n + 1
     returning n, prev
   ), keys as (
     select subject_ref, wrapped_dek from journal.subject_keys where subject_ref = any(:subjectRefs::uuid[])
   )
   select link.n, link.prev, keys.subject_ref, keys.wrapped_dek from (select 1) as one left join link on true left join keys on true`,
);

export interface NewEntry {
  readonly entry: Entry;
  readonly at: Date;
  readonly leaf: Buffer;
  readonly hash: Buffer;
  readonly mandate: ({ readonly ref: string } & Link) | null;
  readonly sealed: readonly { readonly subjectRef: string; readonly blob: Buffer }[];
}

/** The entry, its sealed values, its line in the index and the head of its chain, in one statement. */
export async function insertEntry(tx: Tx, { entry, at, leaf, hash, mandate, sealed }: NewEntry): Promise<void> {
  await insert(tx, {
    at,
    event: entry.event,
    leaf,
    hash,
    mandateRef: mandate?.ref,
    mandateN: mandate?.n,
    subjectRefs: sealed.map((value) => value.subjectRef),
    blobs: sealed.map((value) => value.blob),
    refusal: entry.refusal,
    mandateId: entry.mandate?.id,
    useId: entry.useId,
    personId: entry.person?.id,
    helperId: entry.helper?.id,
    organisationId: entry.organisationId,
    clientId: entry.clientId,
    procedure: entry.procedure,
  });
}

/** The territory an entry belongs to: the organisation's, or that of the mandate's organisation. */
export function territoryOf(organisation: string, mandate: string): string {
  return `case when ${organisation} is null
       then (select territory from journal.territories_of_mandates as known where known.mandate_id = ${mandate})
       else (select territory from journal.territories_of_organisations as known where known.organisation_id = ${organisation}) end`;
}

const insert = statement(
  `with entry as (
     insert into journal.entries (at, event, mandate_ref, mandate_n, leaf)
     values (:at, :event, :mandateRef, :mandateN, :leaf) returning id
   ), sealed as (
     insert into journal.sealed_values (entry_id, subject_ref, blob)
     select entry.id, value.subject_ref, value.blob from entry, unnest(:subjectRefs::uuid[], :blobs::bytea[]) as value (subject_ref, blob)
   ), chain as (
     update journal.mandate_chains set prev = :hash where mandate_ref = :mandateRef::uuid
   )
   insert into journal.entry_index
     (entry_id, at, event, refusal, mandate_id, use_id, person_id, helper_id, organisation_id, client_id, procedure, territory)
   select entry.id, :at, :event, :refusal, :mandateId::uuid, :useId::uuid, :personId::uuid, :helperId::uuid, :organisationId::uuid, :clientId, :procedure,
          ${territoryOf(':organisationId::uuid', ':mandateId::uuid')}
     from entry`,
);

/** Whether an entry was not written because somebody's key was destroyed after it was read. */
export function isKeyDestroyed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'PJ410';
}

/** A line of the index: what happened and to which ids, without the sealed values. */
export interface IndexedEntry {
  readonly entryId: string;
  readonly at: Date;
  readonly event: EventName;
  readonly refusal: string | null;
  readonly mandateId: string | null;
  readonly useId: string | null;
  readonly personId: string | null;
  readonly helperId: string | null;
  readonly organisationId: string | null;
  readonly clientId: string | null;
  readonly procedure: string | null;
}

export const indexColumns = {
  entryId: 'entry_id',
  at: 'at',
  event: 'event',
  refusal: 'refusal',
  mandateId: 'mandate_id',
  useId: 'use_id',
  personId: 'person_id',
  helperId: 'helper_id',
  organisationId: 'organisation_id',
  clientId: 'client_id',
  procedure: 'procedure',
} as const;

/** Whose entries, or which mandate's. */
export type About =
  { readonly helperId: string } | { readonly personId: string } | { readonly mandateId: string } | { readonly organisationId: string };

/** A page of entries: newest first before the entry the former page ended with, of all events or some, or oldest first after it. */
export type EntryPage =
  | { readonly limit: number; readonly before?: string | null; readonly events?: readonly EventName[] }
  | { readonly limit: number; readonly oldestFirst: true; readonly after?: string | null };

/** A page of the entries about one helper, person, mandate or organisation. */
export async function listEntries(db: Db | Tx, about: About, page: EntryPage): Promise<IndexedEntry[]> {
  const [name, id] = Object.entries(about)[0] ?? [];
  const column = indexColumns[name as keyof typeof indexColumns];
  const query = db
    .withSchema('journal')
    .select(indexColumns)
    .from('entry_index')
    .where({ [column]: id })
    .orderBy('entry_id', 'oldestFirst' in page ? 'asc' : 'desc')
    .limit(page.limit);
  if ('oldestFirst' in page) return page.after ? query.where('entry_id', '>', page.after) : query;
  if (page.events) void query.whereIn('event', [...page.events]);
  return page.before ? query.where('entry_id', '<', page.before) : query;
}
