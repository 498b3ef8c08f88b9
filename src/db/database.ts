import knexFactory, { type Knex } from 'knex';
import type { Duplex } from 'node:stream';
import type { Clock } from '../clock.ts';
import type { Vault } from '../vault.ts';
import { becomeApplication, joinPooler } from './application-role.ts';
import { sqlMigrations } from './sql-migrations.ts';
import { holdConnection } from './statement.ts';

export type Db = Knex;
export type Tx = Knex.Transaction;

/** One transaction at one instant: whatever is decided inside is decided as of `at`, and sealed with `vault`. */
export interface Work {
  readonly tx: Tx;
  readonly at: Date;
  readonly vault: Vault;
}

/** What it takes to begin a Work. */
export interface WorkNeeds {
  readonly db: Db;
  readonly clock: Clock;
  readonly vault: Vault;
}

/** Where the tables are: a server's address, or streams to the embedded engine. */
export type DatabaseSource = ServerSource | { readonly stream: () => Duplex };

export interface ServerSource {
  readonly url: string;
  /** The server itself, when `url` is that of a pooler that hands out connections per transaction. */
  readonly directUrl?: string;
}

/** The same tables over connections of one's own, which keep what is set on them. */
export function direct(source: DatabaseSource): DatabaseSource {
  return 'url' in source ? { url: source.directUrl ?? source.url } : source;
}

/** Runs `work` in one transaction; a throw undoes all of it. */
export async function atomically<T>({ db, clock, vault }: WorkNeeds, work: (work: Work) => Promise<T>): Promise<T> {
  const lastWrites: Promise<unknown>[] = [];
  try {
    return await db.transaction(async (tx) => {
      await holdConnection(tx);
      writesOf.set(tx, lastWrites);
      return work({ tx, at: clock.now(), vault });
    });
  } finally {
    await Promise.all(lastWrites); // where one failed, the commit was a rollback, and this says why
  }
}

/**
 * A write nobody reads from: its answer is not waited for, so that it leaves with what follows it and with the commit. When it fails,
 * the transaction is undone and `atomically` throws what it threw.
 */
export async function writeLast({ tx }: Pick<Work, 'tx'>, write: Promise<unknown>): Promise<void> {
  const lastWrites = writesOf.get(tx);
  if (!lastWrites) {
    await write;
    return;
  }
  lastWrites.push(write);
  write.catch(() => undefined); // heard by `atomically`
}

const writesOf = new WeakMap<Tx, Promise<unknown>[]>();

/** A transaction that only reads, and sees the tables as they are at its first statement, however they move meanwhile. Ended with `rollback`. */
export function openSnapshot(db: Db): Promise<Tx> {
  return db.transaction({ isolationLevel: 'repeatable read', readOnly: true });
}

/** A pool that acts as the application's role: it may add to the journal, never change it. */
export function openDatabase(source: DatabaseSource, { poolSize = 10 }: { readonly poolSize?: number } = {}): Db {
  return knexFactory({
    client: 'pg',
    connection: connectionOf(source),
    pool: { min: 0, max: poolSize, afterCreate: isPooled(source) ? joinPooler : becomeApplication },
    acquireConnectionTimeout: 10_000,
    compileSqlOnError: false, // an error goes to the log: what was bound does not
  });
}

/** A connection as the owner of the database, for what the application may not do: `migrate`, a rotation of the master key. */
export async function openOwner(source: DatabaseSource): Promise<Db> {
  const owner = knexFactory({ client: 'pg', connection: connectionOf(direct(source)), pool: { min: 0, max: 1 } });
  await owner.raw('reset role');
  return owner;
}

/** Whether the database answers within two seconds. */
export function isAnswering(db: Db): Promise<boolean> {
  return db
    .raw('select 1')
    .timeout(2_000)
    .then(
      () => true,
      () => false,
    );
}

/** Brings the schema to what this code expects, as the owner of the database. Safe to call from several instances at once. */
export async function migrate(source: DatabaseSource): Promise<void> {
  const owner = await openOwner(source);
  try {
    await owner.migrate.latest({ migrationSource: sqlMigrations });
  } finally {
    await owner.destroy();
  }
}

function connectionOf(source: DatabaseSource): NonNullable<Knex.Config['connection']> {
  if ('url' in source) return { connectionString: source.url, ...pipeline };
  // pg takes a stream in place of a socket; knex's types do not know it
  return { stream: source.stream, user: 'postgres', database: 'postgres', ...pipeline };
}

function isPooled(source: DatabaseSource): boolean {
  return 'url' in source && source.directUrl !== undefined;
}

// statements follow each other without waiting for answers; pg's own option, unknown to knex's types
const pipeline = { pipeline: true };
