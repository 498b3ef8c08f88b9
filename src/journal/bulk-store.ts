import type { Tx } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import type { DatedEntry } from './bulk-append.ts';
import { territoryOf } from './store.ts';

/** The last link of a mandate's chain. */
export interface Link {
  readonly n: number;
  readonly prev: Buffer;
}

export interface BulkEntry {
  readonly entry: DatedEntry;
  readonly leaf: Buffer;
  readonly mandateN: number | null;
  readonly sealed: readonly { readonly subjectRef: string; readonly blob: Buffer }[];
}

/** Where these chains stand, locked in one order for everybody; those not begun are absent. */
export async function lockChains(tx: Tx, mandateRefs: readonly string[]): Promise<Map<string, Link>> {
  const { rows } = await chainsOf(tx, { mandateRefs });
  return new Map(rows.map(({ mandate_ref, ...link }) => [mandate_ref, link]));
}

const chainsOf = statement<Link & { mandate_ref: string }>(
  'select mandate_ref, n, prev from journal.mandate_chains where mandate_ref = any(:mandateRefs::uuid[]) order by mandate_ref for update',
);

/** The entries in their order, their sealed values, their lines in the index and the heads of their chains, in one statement. */
export async function insertEntries(
  tx: Tx,
  { entries, chains }: { readonly entries: readonly BulkEntry[]; readonly chains: ReadonlyMap<string, Link> },
): Promise<void> {
  const each = <T>(value: (entry: BulkEntry) => T): T[] => entries.map(value);
  const sealed = entries.flatMap((entry, place) => entry.sealed.map((value) => ({ ...value, place: place + 1 })));
  await insert(tx, {
    ats: each(({ entry }) => entry.at.toISOString()),
    events: each(({ entry }) => entry.event),
    mandateRefs: each(({ entry }) => entry.mandate?.journalRef ?? null),
    mandateNs: each(({ mandateN }) => mandateN),
    leaves: Buffer.concat(each(({ leaf }) => leaf)),
    leafLengths: each(({ leaf }) => leaf.length),
    refusals: each(({ entry }) => entry.refusal ?? null),
    mandateIds: each(({ entry }) => entry.mandate?.id ?? null),
    useIds: each(({ entry }) => entry.useId ?? null),
    personIds: each(({ entry }) => entry.person?.id ?? null),
    helperIds: each(({ entry }) => entry.helper?.id ?? null),
    organisationIds: each(({ entry }) => entry.organisationId ?? null),
    clientIds: each(({ entry }) => entry.clientId ?? null),
    procedures: each(({ entry }) => entry.procedure ?? null),
    places: sealed.map(({ place }) => place),
    subjectRefs: sealed.map(({ subjectRef }) => subjectRef),
    blobs: Buffer.concat(sealed.map(({ blob }) => blob)),
    blobLengths: sealed.map(({ blob }) => blob.length),
    chainRefs: [...chains.keys()],
    chainNs: [...chains.values()].map(({ n }) => n),
    chainHashes: [...chains.values()].map(({ prev }) => prev),
  });
}

// leaves and blobs travel as one value each and are cut here; numbers are drawn in the order of `place`, which gives each its own again
const insert = statement(
  `with given as (
     select place, at, event, mandate_ref, mandate_n, refusal, mandate_id, use_id, person_id, helper_id, organisation_id, client_id, procedure,
            substring(:leaves::bytea from (sum(length) over (order by place) - length + 1)::int for length) as leaf
       from unnest(:ats::timestamptz[], :events::text[], :mandateRefs::uuid[], :mandateNs::int[], :leafLengths::int[], :refusals::text[],
                   :mandateIds::uuid[], :useIds::uuid[], :personIds::uuid[], :helperIds::uuid[], :organisationIds::uuid[],
                   :clientIds::text[], :procedures::text[]) with ordinality
         as given (at, event, mandate_ref, mandate_n, length, refusal, mandate_id, use_id, person_id, helper_id, organisation_id, client_id,
                   procedure, place)
   ), entry as (
     insert into journal.entries (at, event, mandate_ref, mandate_n, leaf)
     select at, event, mandate_ref, mandate_n, leaf from given order by place returning id
   ), numbered as (
     select id, row_number() over (order by id) as place from entry
   ), cut as (
     select place, subject_ref, substring(:blobs::bytea from (sum(length) over (order by rank) - length + 1)::int for length) as blob
       from unnest(:places::bigint[], :subjectRefs::uuid[], :blobLengths::int[]) with ordinality as cut (place, subject_ref, length, rank)
   ), sealed as (
     insert into journal.sealed_values (entry_id, subject_ref, blob)
     select numbered.id, cut.subject_ref, cut.blob from cut join numbered using (place)
   ), chain as (
     insert into journal.mandate_chains (mandate_ref, n, prev)
     select * from unnest(:chainRefs::uuid[], :chainNs::int[], :chainHashes::bytea[])
     on conflict (mandate_ref) do update set n = excluded.n, prev = excluded.prev
   )
   insert into journal.entry_index
     (entry_id, at, event, refusal, mandate_id, use_id, person_id, helper_id, organisation_id, client_id, procedure, territory)
   select numbered.id, at, event, refusal, mandate_id, use_id, person_id, helper_id, organisation_id, client_id, procedure,
          ${territoryOf('given.organisation_id', 'given.mandate_id')}
     from given join numbered using (place)`,
);
