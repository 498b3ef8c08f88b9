import { after, minute } from '../clock.ts';
import type { Db, Tx } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** What the library keeps between two requests, sealed. `expiresAt` may move, never past `endsAt`. */
export interface KeptPayload {
  readonly idHash: Buffer;
  readonly model: string;
  readonly payload: Buffer;
  readonly useId: string | null;
  readonly expiresAt: Date;
  readonly endsAt: Date;
}

interface Found {
  readonly payload: Buffer;
  readonly consumedAt: Date | null;
}

export async function upsertPayload(db: Db, kept: KeptPayload): Promise<void> {
  await upsert(db, { ...kept });
}

const upsert = statement(
  `insert into oidc_payloads (id_hash, model, payload, use_id, expires_at, ends_at)
   values (:idHash, :model, :payload, :useId, :expiresAt, :endsAt)
   on conflict (id_hash) do update set payload = excluded.payload, use_id = excluded.use_id, expires_at = excluded.expires_at`,
);

export async function findPayload(db: Db, idHash: Buffer, at: Date): Promise<Found | undefined> {
  return first(await select(db, { idHash, at }));
}

const select = statement<Found>(
  'select payload, consumed_at as "consumedAt" from oidc_payloads where id_hash = :idHash and expires_at > :at',
);

/** Read and removed in one statement: of several at once, one gets it. */
export async function takePayload(db: Db, idHash: Buffer, at: Date): Promise<Found | undefined> {
  return first(await take(db, { idHash, at }));
}

const take = statement<Found>(
  'delete from oidc_payloads where id_hash = :idHash and expires_at > :at returning payload, consumed_at as "consumedAt"',
);

/** Read and consumed in one statement; `consumedAt` says when it had been consumed before, so of several at once one reads null. */
export async function presentPayload(db: Db, idHash: Buffer, at: Date): Promise<Found | undefined> {
  return first(await present(db, { idHash, at }));
}

const present = statement<Found>(
  `with held as (
     select id_hash, payload, consumed_at from oidc_payloads where id_hash = :idHash and expires_at > :at for update
   ), consumed as (
     update oidc_payloads set consumed_at = :at from held where oidc_payloads.id_hash = held.id_hash and held.consumed_at is null
   )
   select payload, consumed_at as "consumedAt" from held`,
);

/** Whether it was this call that consumed it. */
export async function consumePayload(db: Db, idHash: Buffer, at: Date): Promise<boolean> {
  return (await consume(db, { idHash, at })).rowCount === 1;
}

const consume = statement(
  'update oidc_payloads set consumed_at = :at where id_hash = :idHash and consumed_at is null and expires_at > :at',
);

export async function deletePayload(db: Db, idHash: Buffer): Promise<void> {
  await db('oidc_payloads').where('id_hash', idHash).delete();
}

/** Codes and tokens of one use. */
export async function deletePayloadsOfUse(db: Db | Tx, useId: string): Promise<void> {
  await db('oidc_payloads').where('use_id', useId).delete();
}

/** An interaction opened by a helper: theirs from the first time on, alive for another while. Nothing when it is somebody else's. */
export async function openInteraction(
  db: Db,
  of: { readonly idHash: Buffer; readonly helperId: string; readonly at: Date; readonly idleEnd: Date },
): Promise<(Found & { readonly endsAt: Date }) | undefined> {
  return first(await open(db, { ...of, recently: after(of.idleEnd, -minute) }));
}

// what is theirs and was opened within the minute is only read
const open = statement<Found & { readonly endsAt: Date }>(
  `with held as (
     select id_hash, payload, consumed_at, ends_at, helper_id is not null and expires_at > least(ends_at - interval '1 minute', :recently) as is_fresh
       from oidc_payloads
      where id_hash = :idHash and expires_at > :at and coalesce(helper_id, :helperId) = :helperId
   ), touched as (
     update oidc_payloads set helper_id = :helperId, expires_at = least(oidc_payloads.ends_at, :idleEnd)
       from held
      where oidc_payloads.id_hash = held.id_hash and not held.is_fresh and coalesce(oidc_payloads.helper_id, :helperId) = :helperId
     returning 1
   )
   select payload, consumed_at as "consumedAt", ends_at as "endsAt" from held where is_fresh or exists (select from touched)`,
);

/** Whether an interaction waits for its answer; if it does, no other answer comes before the transaction ends. */
export async function lockUnanswered(tx: Tx, idHash: Buffer): Promise<boolean> {
  return (await lock(tx, { idHash })).rowCount === 1;
}

const lock = statement('select 1 from oidc_payloads where id_hash = :idHash and consumed_at is null for update');

/** The answer to an interaction, written once: whether it was this call that wrote it. */
export async function answerInteraction(
  tx: Tx,
  answer: { readonly idHash: Buffer; readonly payload: Buffer; readonly at: Date },
): Promise<boolean> {
  return (await writeAnswer(tx, answer)).rowCount === 1;
}

const writeAnswer = statement(
  'update oidc_payloads set payload = :payload, consumed_at = :at where id_hash = :idHash and consumed_at is null',
);

/** Whether it was shown for the first time. */
export async function insertReplay(db: Db, replay: { readonly idHash: Buffer; readonly expiresAt: Date }): Promise<boolean> {
  return (await insertUnseen(db, replay)).rowCount === 1;
}

const insertUnseen = statement('insert into oidc_replays (id_hash, expires_at) values (:idHash, :expiresAt) on conflict do nothing');

/** Forgets what expired, at most `limit` of each; returns how many. */
export async function deleteExpired(db: Db, { at, limit }: { readonly at: Date; readonly limit: number }): Promise<number> {
  const { rows } = await db.raw<{ rows: { n: number }[] }>(
    `with payloads as (
       delete from oidc_payloads where id_hash in (select id_hash from oidc_payloads where ends_at <= :at limit :limit) returning 1
     ), replays as (
       delete from oidc_replays where id_hash in (select id_hash from oidc_replays where expires_at <= :at limit :limit) returning 1
     )
     select greatest((select count(*) from payloads), (select count(*) from replays))::int as n`,
    { at, limit },
  );
  return rows[0]?.n ?? 0;
}

function first<T extends Found>({ rows }: { readonly rows: readonly T[] }): T | undefined {
  return rows[0];
}
