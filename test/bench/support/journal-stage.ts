import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../../src/db/database.ts';
import type { SequencerStatus } from '../../../src/journal/sequencer.ts';

export interface Load {
  readonly rate: number;
  readonly count: number;
  readonly p99: number;
  /** How busy the machine was meanwhile, all processors together. */
  readonly cpuMs: number;
}

/** A database of its own on the server named by BENCH_DATABASE_URL, with what the journal is compared with. */
export class JournalStage {
  readonly url: string;
  readonly client: pg.Client;
  readonly #server: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'procura-bench-'));

  constructor(server: string, url: string) {
    this.#server = server;
    this.url = url;
    this.client = new pg.Client({ connectionString: url });
  }

  static async open(server: string): Promise<JournalStage> {
    const url = new URL(server);
    url.pathname = `/procura_bench_${process.pid}`;
    await onServer(server, `create database ${url.pathname.slice(1)}`);
    const stage = new JournalStage(server, url.toString());
    await migrate({ url: stage.url });
    await stage.client.connect();
    await stage.client.query(peers);
    return stage;
  }

  /** So many processes, so many writers each, for some seconds. */
  async load(
    variant: string,
    { writers, processes = 1, seconds }: { writers: number; processes?: number; seconds: number },
  ): Promise<Load> {
    const children = Array.from({ length: processes }, (_, index) =>
      start('test/bench/support/journal-load.ts', [this.url, variant, String(writers), String(seconds), String(index * writers)]),
    );
    const loads = await Promise.all(children.map(toldBy));
    const sum = (of: (load: Load) => number) => loads.reduce((total, load) => total + of(load), 0);
    const most = (of: (load: Load) => number) => Math.max(...loads.map(of));
    return {
      ...{ rate: sum(({ rate }) => rate), count: sum(({ count }) => count) },
      ...{ p99: most(({ p99 }) => p99), cpuMs: most(({ cpuMs }) => cpuMs) },
    };
  }

  /** A sequencer in a process of its own; `lags` fills with each round's lag. */
  sequencer(): { readonly lags: number[]; size(): number; until(size: number): Promise<void>; stop(): Promise<void> } {
    const child = start('test/bench/support/journal-leader.ts', [this.url, join(this.#folder, 'anchor')]);
    const lags: number[] = [];
    let size = 0;
    child.on('message', (message) => {
      const status = message as SequencerStatus;
      if (status.size > size && size > 0) lags.push(status.lagMilliseconds);
      size = status.size;
    });
    return {
      lags,
      size: () => size,
      until: async (goal) => {
        while (size < goal) await once(child, 'message');
      },
      stop: async () => {
        child.kill('SIGTERM');
        await once(child, 'exit');
      },
    };
  }

  async number(sql: string): Promise<number> {
    const { rows } = await this.client.query<{ n: string }>(`select (${sql}) as n`);
    return Number(rows[0]?.n);
  }

  async close(): Promise<void> {
    await this.client.end();
    await onServer(this.#server, `drop database ${new URL(this.url).pathname.slice(1)} with (force)`);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The one whose entries are measured: an entry looks for its territory. */
export const organisationId = '00000000-0000-4000-8000-000000000042';

/** How many rows there are to change: `watched` are those that the database lets nobody change without an entry. */
export const mandates = 32_000;
const refBegin = '00000000-0000-4000-8000-';

/** Whose entries stand for the changes of this row. */
export function refOf(id: number): string {
  return refBegin + String(id).padStart(12, '0');
}

const peers = `
  insert into organisations (id, siret, name, kind, address, territory, created_at)
    values ('${organisationId}', '00000000000000', 'Bench', 'ccas', '-', '21', '2026-11-22');
  create schema bench;
  create sequence bench.plain_id;
  create table bench.plain (xid xid8 not null default pg_current_xact_id(), id bigint primary key default nextval('bench.plain_id'),
    at timestamptz not null, event text not null, mandate_ref uuid, mandate_n integer, leaf bytea not null);
  alter table bench.plain alter leaf set storage main;
  create index on bench.plain (mandate_ref, mandate_n);
  create table bench.mandate (id int primary key, changed int not null default 0) with (fillfactor = 70);
  insert into bench.mandate (id) select generate_series(0, ${mandates});
  create table bench.watched (id int primary key, changed int not null default 0, journal_ref uuid not null) with (fillfactor = 70);
  insert into bench.watched (id, journal_ref) select id, ('${refBegin}' || lpad(id::text, 12, '0'))::uuid from generate_series(0, ${mandates}) as id;
  create constraint trigger must_log after update on bench.watched
    deferrable initially deferred for each row execute function journal.must_log();
  create table bench.head (one int primary key, hash bytea not null) with (fillfactor = 10);
  insert into bench.head values (1, '\\x00');
  create table bench.chained (like bench.plain including all, prev bytea);
  create function bench.chain(at timestamptz, event text, ref uuid, leaf bytea) returns void language plpgsql as $$
  declare former bytea;
  begin
    select hash into former from bench.head where one = 1 for update;
    insert into bench.chained (at, event, mandate_ref, mandate_n, leaf, prev) values (at, event, ref, 1, leaf, former);
    update bench.head set hash = sha256(former || leaf) where one = 1;
  end $$;
  grant usage on schema bench to procura_app;
  grant all on all tables in schema bench to procura_app;
  grant all on all sequences in schema bench to procura_app`;

function start(file: string, given: readonly string[]): ChildProcess {
  return fork(file, given, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

/** What a process of writers tells at its end; throws when it ends without a word. */
async function toldBy(child: ChildProcess): Promise<Load> {
  const [load] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [Load | null | number];
  return typeof load === 'object' && load ? load : Promise.reject(new Error('a process of writers broke down'));
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
