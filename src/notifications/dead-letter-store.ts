import type { Db, Tx } from '../db/database.ts';
import type { Channel } from './outbox.ts';

/** A message that has trouble leaving, without a word of what it says or to whom. */
export interface Troubled {
  readonly id: string;
  readonly channel: Channel;
  readonly kind: string;
  readonly createdAt: Date;
  readonly attempts: number;
  /** Of what kind the last fault was. */
  readonly fault: string | null;
  /** When it is tried next; null once we gave up. */
  readonly dueAt: Date | null;
}

const columns = {
  ...{ id: 'id', channel: 'channel', kind: 'kind', createdAt: 'created_at', attempts: 'attempts', fault: 'fault', dueAt: 'due_at' },
} as const;

/** Those we gave up, the latest first. */
export async function listDead(db: Db, limit: number): Promise<Troubled[]> {
  const dead = db.select(columns).from('outbox').whereNotNull('failed_at').whereNotNull('message');
  return ((await dead.orderBy('failed_at', 'desc').limit(limit)) as Troubled[]).map((message) => ({ ...message, dueAt: null }));
}

/** Those that failed and will be tried again, the next first. */
export async function listFailing(db: Db, limit: number): Promise<Troubled[]> {
  const failing = db.select(columns).from('outbox').where({ sent_at: null, failed_at: null }).whereNotNull('fault');
  return (await failing.orderBy('due_at').limit(limit)) as Troubled[];
}

/** How many wait, failed at least once, and were given up. */
export async function countTroubled(db: Db): Promise<{ readonly waiting: number; readonly failing: number; readonly dead: number }> {
  const { rows } = await db.raw<{ rows: { waiting: number; failing: number; dead: number }[] }>(
    `select (select count(*) from outbox where sent_at is null and failed_at is null)::int as waiting,
            (select count(*) from outbox where sent_at is null and failed_at is null and fault is not null)::int as failing,
            (select count(*) from outbox where failed_at is not null and message is not null)::int as dead`,
  );
  return rows[0] ?? { waiting: 0, failing: 0, dead: 0 };
}

/** Gives dead messages another life, all of them or one; how many. */
export async function revive(
  tx: Tx,
  { id, at, expiresAt }: { readonly id: string | null; readonly at: Date; readonly expiresAt: Date },
): Promise<number> {
  const dead = tx('outbox').whereNotNull('failed_at').whereNotNull('message');
  if (id !== null) void dead.where({ id });
  return dead.update({ failed_at: null, due_at: at, expires_at: expiresAt, attempts: 0 });
}

/** Drops a dead message; false when there is none of that id. */
export async function forgetDeadMessage(tx: Tx, id: string): Promise<boolean> {
  return (await tx('outbox').where({ id }).whereNotNull('failed_at').whereNotNull('message').update({ message: null })) === 1;
}

/** What nobody asked for in a month is forgotten. */
export async function forgetDead(db: Db, { before }: { readonly before: Date }): Promise<void> {
  await db('outbox').where('failed_at', '<', before).whereNotNull('message').update({ message: null });
}
