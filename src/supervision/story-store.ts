import type { Db, Tx } from '../db/database.ts';
import { openEntry, type ReadEntry, type ReadNeeds } from '../journal/read-entries.ts';
import { mapSealedEntries } from '../journal/read-store.ts';
import type { IndexedEntry } from '../journal/store.ts';

export type OpenedEntry = ReadEntry;

const columns = `entry_id::text as "entryId", at, event, refusal, mandate_id as "mandateId", use_id as "useId", person_id as "personId",
  helper_id as "helperId", organisation_id as "organisationId", client_id as "clientId", procedure`;

/** Longer stories are told from their beginning. */
const longest = 500;

/** What the journal holds of a use, or of no use, oldest first: its own entries, and those of its mandate that are of no other use. */
export async function listStory(
  db: Db | Tx,
  { useId, mandateId }: { readonly useId: string | null; readonly mandateId: string },
): Promise<IndexedEntry[]> {
  const { rows } = await db.raw<{ rows: IndexedEntry[] }>(
    `select ${columns} from journal.entry_index where mandate_id = :mandateId and (use_id is null or use_id = :useId::uuid) order by entry_id limit ${String(longest)}`,
    { useId, mandateId },
  );
  return rows;
}

/** What a suspension may be of: the helper, the organisation and the service of a use. */
export interface Stoppable {
  readonly helperId: string;
  readonly organisationId: string;
  /** Null: services are not this supervisor's to know of. */
  readonly clientId: string | null;
  readonly usedAt: Date;
}

/** What supervisors stopped since a use, and let act again: the entries of their decisions. */
export async function listStops(db: Db | Tx, of: Stoppable): Promise<IndexedEntry[]> {
  const { helperId, organisationId, clientId, usedAt } = of;
  const { rows } = await db.raw<{ rows: IndexedEntry[] }>(
    `select ${columns} from suspensions as stop
       cross join lateral (values ('suspension_decided', stop.suspended_at, stop.suspended_by),
                                  ('suspension_lifted', stop.lifted_at, stop.lifted_by)) as decision (what, instant, supervisor)
       join journal.entry_index as line on line.at = instant and line.event = what and line.helper_id is not distinct from supervisor
      where (stop.kind, stop.target) in (('helper', :helperId), ('organisation', :organisationId), ('client', :clientId))
        and stop.suspended_at >= :usedAt
      order by entry_id limit 100`,
    { helperId, organisationId, clientId: clientId ?? '', usedAt },
  );
  return rows;
}

/** The entries that say how an organisation stood, all of them or before one, newest first. */
export async function listStandingEntries(
  db: Db | Tx,
  { organisationId, before = null }: { readonly organisationId: string; readonly before?: string | null },
): Promise<IndexedEntry[]> {
  const { rows } = await db.raw<{ rows: IndexedEntry[] }>(
    `select ${columns} from journal.entry_index
      where organisation_id = :organisationId and (:before::bigint is null or entry_id < :before::bigint)
        and event in ('organisation_certified', 'organisation_certification_renewed', 'organisation_suspended',
                      'organisation_suspension_lifted', 'organisation_withdrawn', 'organisation_closed', 'organisation_merged',
                      'procedures_restricted')
      order by entry_id desc limit ${String(longest)}`,
    { organisationId, before },
  );
  return rows;
}

/** The entry of a decision, opened: of a use, or of a refusal. */
export async function findDecisionEntry(
  needs: ReadNeeds,
  what: { readonly useId: string } | { readonly entryId: string },
): Promise<OpenedEntry | undefined> {
  const of = 'useId' in what ? 'mandate_id = (select mandate_id from uses where id = :id) and use_id = :id' : 'entry_id = :id::bigint';
  const { rows } = await needs.db.raw<{ rows: IndexedEntry[] }>(
    `select ${columns} from journal.entry_index where ${of} and event in ('mandate_used', 'use_refused') limit 1`,
    { id: 'useId' in what ? what.useId : what.entryId },
  );
  return (await opened(needs, rows))[0];
}

/** The same entries, with what opens of them. */
export async function opened(needs: ReadNeeds, entries: readonly IndexedEntry[]): Promise<OpenedEntry[]> {
  const sealed = await mapSealedEntries(
    needs.db,
    entries.map(({ entryId }) => entryId),
  );
  return entries.map((entry) => {
    const fields = openEntry(needs.vault, sealed.get(entry.entryId));
    return { ...entry, fields: Object.fromEntries(fields.map(({ name, value }) => [name, value])) };
  });
}

/** Messages about these instants to somebody: what they were about, how they left; never to whom nor what they said. */
export interface SentMessage {
  readonly kind: string;
  readonly channel: string;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly failedAt: Date | null;
}

export async function listMessages(
  db: Db | Tx,
  of: { readonly subjectRef: string; readonly since: Date; readonly until: Date },
): Promise<SentMessage[]> {
  const { rows } = await db.raw<{ rows: SentMessage[] }>(
    `select kind, channel, created_at as "createdAt", sent_at as "sentAt", failed_at as "failedAt" from outbox
      where subject_ref = :subjectRef and created_at >= :since and created_at <= :until order by created_at limit 100`,
    of,
  );
  return rows;
}
