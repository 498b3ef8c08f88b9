import { type Db, type Tx } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import type { MandateEnd, SignalKind } from './signal.ts';

/** A signal that somebody is sending now, with the facts it tells. */
export interface ClaimedSignal {
  readonly id: string;
  readonly useId: string;
  readonly kind: SignalKind;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** This try included. */
  readonly attempts: number;
  readonly txn: string;
  readonly mandateId: string;
  readonly personId: string;
  readonly helperId: string;
  readonly endedAt: Date;
  /** When the covered procedure ended, and how; null while it lives. */
  readonly procedureEndedAt: Date | null;
  readonly endCause: MandateEnd | null;
  readonly channel: string | null;
}

/** Of a use, what became of what its relying party was to be told. */
export interface ToldSignal {
  readonly id: string;
  readonly kind: SignalKind;
  readonly createdAt: Date;
  readonly attempts: number;
  readonly answer: string | null;
  readonly toldAt: Date | null;
  readonly failedAt: Date | null;
}

/** Queues what the relying parties of ended uses are to be told, each use once; returns how many uses it looked at. */
export async function queueEndings(tx: Tx, of: { readonly at: Date; readonly until: Date; readonly limit: number }): Promise<number> {
  return (await queueEnded(tx, of)).rows[0]?.n ?? 0;
}

// a use whose identity never left concerns nobody
const queueEnded = statement<{ n: number }>(
  `with ended as (
     select id from uses where ended_at is not null and signalled_at is null order by ended_at limit :limit for update skip locked
   ), marked as (
     update uses set signalled_at = :at from ended where uses.id = ended.id
     returning uses.id, uses.client_id, uses.mandate_id, uses.procedure, uses.disclosed_at
   ), queued as (
     insert into signals (id, use_id, client_id, mandate_id, procedure, kind, created_at, due_at, expires_at)
     select gen_random_uuid(), marked.id, client_id, mandate_id, procedure, told.kind, :at, :at, :until
       from marked
       join clients on clients.id = marked.client_id
       join lateral (values
         ('logout', logout_uri is not null),
         ('session-revoked', events_uri is not null),
         ('mandate-ended', events_uri is not null and exists (
           select from mandate_procedures covered join mandates on mandates.id = covered.mandate_id
            where covered.mandate_id = marked.mandate_id and covered.procedure = marked.procedure
              and (covered.revoked_at is not null or mandates.expires_at <= :at)))
       ) as told (kind, is_wanted) on told.is_wanted
      where disclosed_at is not null
     on conflict do nothing
   )
   select count(*)::int as n from marked`,
);

/** The relying parties that something is due to, but for those somebody is speaking to. */
export async function listDueClients(db: Db, of: { readonly at: Date; readonly except: readonly string[] }): Promise<string[]> {
  const { rows } = await listDue(db, { at: of.at, except: [...of.except] });
  return rows.map(({ id }) => id);
}

const listDue = statement<{ id: string }>(
  `select id from clients
    where id <> all(:except) and exists (
      select from signals where client_id = clients.id and told_at is null and failed_at is null and due_at <= :at
    ) order by id`,
);

/** Takes what is due to one relying party, for this sender alone until `until`: whoever dies while sending gives it back then. */
export async function claimSignals(
  db: Db,
  of: { readonly clientId: string; readonly at: Date; readonly until: Date; readonly limit: number },
): Promise<ClaimedSignal[]> {
  return (await claim(db, of)).rows;
}

const claim = statement<ClaimedSignal>(
  `with claimed as (
     update signals set due_at = :until, attempts = attempts + 1
      where id in (
        select id from signals where client_id = :clientId and told_at is null and failed_at is null and due_at <= :at
         order by due_at limit :limit for update skip locked
      )
     returning id, use_id, mandate_id, procedure, kind, created_at, expires_at, attempts
   )
   select claimed.id, use_id as "useId", kind, claimed.created_at as "createdAt", claimed.expires_at as "expiresAt", attempts,
          txn, claimed.mandate_id as "mandateId", uses.person_id as "personId", uses.helper_id as "helperId", ended_at as "endedAt",
          coalesce(covered.revoked_at, agreed.expires_at) as "procedureEndedAt",
          coalesce(covered.end_cause, case when agreed.expires_at is not null then 'expired' end) as "endCause", covered.channel
     from claimed
     join uses on uses.id = claimed.use_id
     left join mandates agreed on agreed.id = claimed.mandate_id and agreed.expires_at <= :at
     left join mandate_procedures covered on covered.mandate_id = claimed.mandate_id and covered.procedure = claimed.procedure`,
);

/** Whether it was this call that settled it. */
export async function setTold(tx: Tx, id: string, { answer, at }: { readonly answer: string; readonly at: Date }): Promise<boolean> {
  return (await tx('signals').where({ id, told_at: null, failed_at: null }).update({ told_at: at, answer })) > 0;
}

/** Whether it was this call that settled it. */
export async function setNotTold(tx: Tx, id: string, { answer, at }: { readonly answer: string; readonly at: Date }): Promise<boolean> {
  return (await tx('signals').where({ id, told_at: null, failed_at: null }).update({ failed_at: at, answer })) > 0;
}

/** Tried again later. */
export async function setDueAgain(db: Db, id: string, { answer, at }: { readonly answer: string; readonly at: Date }): Promise<void> {
  await db('signals').where({ id, told_at: null, failed_at: null }).update({ due_at: at, answer });
}

/** What is still due to a relying party that does not answer waits until it is tried again: only its oldest are. */
export async function postpone(db: Db, clientId: string, { at, until }: { readonly at: Date; readonly until: Date }): Promise<void> {
  await db('signals').where({ client_id: clientId, told_at: null, failed_at: null }).where('due_at', '<=', at).update({ due_at: until });
}

/** What the relying party of a use was told, or is to be. */
export async function listSignalsOfUse(db: Db | Tx, useId: string): Promise<ToldSignal[]> {
  return (await db
    .select({
      id: 'id',
      kind: 'kind',
      createdAt: 'created_at',
      attempts: 'attempts',
      answer: 'answer',
      toldAt: 'told_at',
      failedAt: 'failed_at',
    })
    .from('signals')
    .where('use_id', useId)
    .orderBy('created_at')) as ToldSignal[];
}
