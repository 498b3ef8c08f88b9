import type { Db, Tx } from '../db/database.ts';

/** A verification of the whole journal that somebody asked for. */
export interface Verification {
  readonly id: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  /** How often it was begun: more than once when whoever ran it went away. */
  readonly runs: number;
  readonly done: number;
  readonly size: number;
  readonly faults: number;
  readonly firstFault: string | null;
  readonly finishedAt: Date | null;
}

const columns = `id, requested_by as "requestedBy", requested_at as "requestedAt", runs, done::float8 as done, size::float8 as size, faults,
  first_fault as "firstFault", finished_at as "finishedAt"`;

/** Whether none was under way. */
export async function insertVerification(
  tx: Tx,
  { id, requestedBy, at }: { readonly id: string; readonly requestedBy: string; readonly at: Date },
): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `insert into verifications (id, requested_by, requested_at, running_until) values (:id, :requestedBy, :at, :at)
     on conflict do nothing returning 1`,
    { id, requestedBy, at },
  );
  return rows.length === 1;
}

/** The one under way, for this runner until `until`; nothing while another runs it. Whoever goes away gives it back then. */
export async function claimVerification(
  db: Db,
  { at, until }: { readonly at: Date; readonly until: Date },
): Promise<Verification | undefined> {
  const { rows } = await db.raw<{ rows: Verification[] }>(
    `update verifications set running_until = :until, runs = runs + 1, done = 0
      where finished_at is null and running_until <= :at returning ${columns}`,
    { at, until },
  );
  return rows[0];
}

export async function setProgress(
  db: Db,
  id: string,
  { done, size, until }: { readonly done: number; readonly size: number; readonly until: Date },
): Promise<void> {
  await db('verifications').where({ id, finished_at: null }).update({ done, size, running_until: until });
}

/** Whether it was this call that finished it. */
export async function setFinished(
  tx: Tx,
  id: string,
  { faults, firstFault, at }: { readonly faults: number; readonly firstFault: string | null; readonly at: Date },
): Promise<boolean> {
  const finished = { faults, first_fault: firstFault, finished_at: at };
  return (await tx('verifications').where({ id, finished_at: null }).update(finished)) > 0;
}

/** The one under way, then the last ones, the latest first. */
export async function listVerifications(db: Db, limit: number): Promise<Verification[]> {
  const { rows } = await db.raw<{ rows: Verification[] }>(
    `select ${columns} from verifications where finished_at is null
     union all
     (select ${columns} from verifications where finished_at is not null order by finished_at desc limit :limit)`,
    { limit },
  );
  return rows;
}
