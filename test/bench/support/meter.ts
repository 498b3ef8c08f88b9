import { readFileSync } from 'node:fs';
import pg from 'pg';

/** What a measured process has used since it began. */
export interface Meter {
  readonly cpuMs: number;
  readonly residentMb: number;
  /** What was asked of the database, begin and commit included. */
  readonly statements: number;
  /** How often we waited for its answer: statements that leave together make one trip. */
  readonly roundTrips: number;
  /** Rows inserted, changed and removed, as the database counts them; NaN where it does not. */
  readonly rows: number;
  /** CPU of the database's own processes for us, when they run on this machine; else NaN. */
  readonly databaseCpuMs: number;
}

type Query = (this: pg.Client, ...given: unknown[]) => unknown;

const tick = 10; // milliseconds: /proc counts in hundredths of a second on every Linux

const clients = new Set<pg.Client>();
let statements = 0;
let roundTrips = 0;
const query = Reflect.get(pg.Client.prototype, 'query') as Query;

/** Counts at the driver, under everything we wrote. */
export function countRoundTrips(): void {
  const counted: Query = function (...given) {
    statements++;
    if (isWaiting(this)) roundTrips++;
    if (!clients.has(this)) this.once('end', () => clients.delete(this));
    clients.add(this);
    return query.apply(this, given);
  };
  Reflect.set(pg.Client.prototype, 'query', counted);
}

/** Whether a connection has nothing under way: what is asked of it now begins a trip. */
function isWaiting(client: pg.Client): boolean {
  const underWay = [Reflect.get(client, '_activeQuery') ?? [], Reflect.get(client, '_sentQueryQueue'), Reflect.get(client, '_queryQueue')];
  return underWay.flat().length === 0;
}

/** Read between two loads, not during one. */
export async function readMeter(): Promise<Meter> {
  const { user, system } = process.cpuUsage();
  const used = { cpuMs: (user + system) / 1_000, residentMb: process.memoryUsage.rss() / 2 ** 20, statements, roundTrips };
  return { ...used, ...(await readDatabase()) };
}

async function readDatabase(): Promise<Pick<Meter, 'rows' | 'databaseCpuMs'>> {
  const [one] = clients;
  if (!one) return { rows: NaN, databaseCpuMs: NaN };
  for (const client of clients) await uncounted(client, 'select pg_stat_force_next_flush()');
  const [counted] = await uncounted<{ rows: number }>(
    one,
    'select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::float8 as rows from pg_stat_user_tables',
  );
  const backends = await uncounted<{ pid: number }>(one, 'select pid from pg_stat_activity where datname = current_database()');
  return { rows: counted?.rows || NaN, databaseCpuMs: backends.map(({ pid }) => cpuOf(pid)).reduce((sum, ms) => sum + ms, 0) };
}

async function uncounted<Row>(client: pg.Client, sql: string): Promise<Row[]> {
  const { rows } = (await query.call(client, sql)) as { rows: Row[] };
  return rows;
}

/** NaN when there is no such process here, or it is somebody else. */
function cpuOf(pid: number): number {
  try {
    const [, name = '', rest = ''] = /^\d+ \((.*)\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const facts = rest.split(' ');
    return name.startsWith('postgres') ? (Number(facts[11]) + Number(facts[12])) * tick : NaN;
  } catch {
    return NaN;
  }
}
