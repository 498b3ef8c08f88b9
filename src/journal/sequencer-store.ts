import pg from 'pg';
import { type DatabaseSource, direct } from '../db/database.ts';
import type { VolumeHead } from './checkpoint.ts';
import type { Hole } from './holes.ts';
import type { Tile } from './tiles.ts';
import { firstTile, indexIn, volumeOf } from './volumes.ts';

/** The sequencer's own connection: never pooled, since leadership lives and dies with it. */
export interface Session {
  readonly client: pg.Client;
  /** The embedded engine has one session for everybody; its process lock excludes other leaders. */
  readonly isShared: boolean;
  /** Another connection to the same place. */
  readonly another: () => pg.Client;
}

/** Where the tree stands, as stored. */
export interface StoredHead extends VolumeHead {
  readonly origin: string;
  readonly hi: bigint;
  readonly holes: readonly Hole[];
}

/** What the rules of the journal's numbers rest on; read before leading. */
export interface Footing {
  readonly sequenceCache: number;
  readonly idDefault: string;
  readonly backend: number;
}

/** Any number, the same for every instance. */
const leadership = '8314961407';

export async function openSession(given: DatabaseSource): Promise<Session> {
  const source = direct(given);
  const isShared = 'stream' in source;
  const another = (): pg.Client =>
    new pg.Client(
      isShared
        ? { stream: source.stream, user: 'postgres', database: 'postgres' }
        : { connectionString: source.url, keepAlive: true, keepAliveInitialDelayMillis: 5_000, query_timeout: 60_000 },
    ).on('error', () => undefined); // the next query will say so
  const client = another();
  await client.connect();
  if (!isShared) await client.query(ownSettings);
  return { client, isShared, another };
}

/** Leaves; the server frees the leadership with the connection. */
export async function closeSession({ client }: Session): Promise<void> {
  await Promise.race([client.end(), new Promise((resolve) => setTimeout(resolve, 2_000).unref())]).catch(() => undefined);
}

export async function tryToLead({ client, isShared }: Session): Promise<boolean> {
  if (isShared) return true;
  const { rows } = await client.query<{ leads: boolean }>(`select pg_try_advisory_lock(${leadership}) as leads`);
  return rows[0]?.leads ?? false;
}

export async function readFooting({ client }: Session): Promise<Footing> {
  const { rows } = await client.query<{ cache: string; id_default: string; pid: number }>(
    `select seqcache as cache, pg_get_expr(adbin, adrelid) as id_default, pg_backend_pid() as pid
       from pg_sequence, pg_attribute join pg_attrdef on adrelid = attrelid and adnum = attnum
      where seqrelid = 'journal.entry_id'::regclass and attrelid = 'journal.entries'::regclass and attname = 'id'`,
  );
  const [row] = rows;
  if (!row) throw new Error('the journal has no sequence');
  return { sequenceCache: Number(row.cache), idDefault: row.id_default, backend: row.pid };
}

/** Does something while another transaction is under way: a pooler gives that one the connection which answered last. */
export async function besideAnother<T>({ isShared, another }: Session, act: () => Promise<T>): Promise<T> {
  if (isShared) return act();
  const other = another();
  await other.connect();
  try {
    await other.query('begin');
    return await act();
  } finally {
    await other.end();
  }
}

/** Runs `act` in one transaction as the sequencer's role. */
export async function transaction<T>(
  { client }: Session,
  act: () => Promise<T>,
  isolation: 'read committed' | 'repeatable read',
): Promise<T> {
  await client.query(`begin isolation level ${isolation}; set local role procura_sequencer`);
  try {
    const result = await act();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** The head; begun for this origin when there is none. */
export async function readHead({ client }: Session, origin: string): Promise<StoredHead> {
  await client.query('insert into journal.heads (origin) values ($1) on conflict do nothing', [origin]);
  const { rows } = await client.query<
    Readonly<Record<'origin' | 'size' | 'hi', string> & Record<'hole_first' | 'hole_last' | 'hole_barrier', string[]>> & { root: Buffer }
  >(`select origin, size::text, root, hi::text, hole_first::text[], hole_last::text[], hole_barrier::text[] from journal.heads`);
  const [row] = rows;
  if (!row) throw new Error('the journal has no head');
  const holes = row.hole_first.map((first, index) => ({
    first: BigInt(first),
    last: BigInt(row.hole_last[index] ?? first),
    barrier: BigInt(row.hole_barrier[index] ?? 0),
  }));
  const [size, volume] = [indexIn(Number(row.size)), volumeOf(Number(row.size))];
  return { origin: row.origin, volume, size, root: row.root, hi: BigInt(row.hi), holes };
}

/** These tiles of a volume, as far as they exist. */
export async function readTiles(
  { client }: Session,
  tiles: readonly { readonly level: number; readonly n: number }[],
  volume: number,
): Promise<Tile[]> {
  const { rows } = await client.query<{ level: number; n: string; hashes: Buffer; ids: Buffer | null }>(
    `select level, n, hashes, ids from unnest($1::smallint[], $2::bigint[]) as wanted (level, n) join journal.tiles using (level, n)`,
    [tiles.map(({ level }) => level), tiles.map(({ level, n }) => firstTile(level, volume) + n)],
  );
  return rows.map((row) => ({ ...row, n: Number(row.n) - firstTile(row.level, volume) }));
}

/** The last checkpoint that left the house, of whatever volume. */
export async function readPublished({ client }: Session): Promise<(VolumeHead & { readonly note: string }) | null> {
  const { rows } = await client.query<{ size: string; root: Buffer; note: string }>(
    'select size, root, note from journal.checkpoints order by checkpoints.size desc limit 1',
  );
  const [row] = rows;
  return row ? { ...row, size: indexIn(Number(row.size)), volume: volumeOf(Number(row.size)) } : null;
}

// a dead peer is noticed within seconds; a leader that was suspended does not keep others waiting in its transaction
const ownSettings = `
  set application_name = 'procura sequencer';
  set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3; set tcp_user_timeout = 10000;
  set statement_timeout = '30s'; set lock_timeout = '5s'; set idle_in_transaction_session_timeout = '15s'; set synchronous_commit = on`;
