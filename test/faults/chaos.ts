import { type ChildProcess, fork } from 'node:child_process';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { SequencerStatus } from '../../src/journal/sequencer.ts';
import { until } from './acts.ts';
import type { Fates } from './fates.ts';
import type { Ground } from './ground.ts';
import type { LeaderOrders } from './leader.ts';
import type { Ahead } from './stages.ts';
import type { WriterOrders } from './writer.ts';

interface ChaosNeeds extends Pick<LeaderOrders, 'url' | 'anchorFile' | 'policy'> {
  readonly fates: Pick<Fates, 'log' | 'next'>;
  readonly ground: Ground;
  readonly round?: number;
  readonly isUnlocked?: boolean;
}

/** What a process tells. */
type News = {
  readonly used?: string;
  readonly undone?: string;
  readonly revoked?: string;
  readonly ended?: string;
  readonly status?: SequencerStatus;
};

/** Application processes and sequencers over one server; whoever is killed is replaced. */
export class Chaos {
  readonly used = new Set<string>();
  readonly undone = new Set<string>();
  readonly revoked = new Set<string>();
  /** Why leaderships ended. */
  readonly ended: string[] = [];
  kills = 0;
  readonly #needs: ChaosNeeds;
  readonly #writers: ChildProcess[] = [];
  readonly #leaders: ChildProcess[] = [];
  readonly #states = new Map<ChildProcess, SequencerStatus>();
  #isOver = false;

  constructor(needs: ChaosNeeds) {
    this.#needs = needs;
    for (const index of [0, 1, 2]) {
      this.#leader(index);
      this.#writer(index);
    }
  }

  readonly killWriter = (index: number) => this.#writers[index % this.#writers.length]?.kill('SIGKILL');
  readonly killLeader = () => this.#leading()?.kill('SIGKILL');

  killEverybody(): void {
    for (const child of [...this.#leaders, ...this.#writers]) child.kill('SIGKILL');
  }

  /** SIGSTOP, and SIGCONT later: a leader that does not know how long it slept, nor what happened meanwhile. */
  async suspendLeader(milliseconds: number, meanwhile = () => Promise.resolve()): Promise<void> {
    const leader = this.#leading();
    leader?.kill('SIGSTOP');
    await meanwhile();
    await sleep(milliseconds);
    leader?.kill('SIGCONT');
  }

  /** The leader goes to sleep at a stage of its next round. What is returned wakes it. */
  sleepAt(stage: string): () => void {
    const leader = this.#leading();
    leader?.send({ stage, signal: 'SIGSTOP' } satisfies Ahead);
    return () => void leader?.kill('SIGCONT');
  }

  async cutSequencers() {
    await this.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'procura sequencer'").catch(() => []);
  }

  async query<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
    const client = new pg.Client({ connectionString: this.#needs.url });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<T>(sql).finally(() => client.end());
    return rows;
  }

  async publishedSize(): Promise<number> {
    const [head] = await this.query<{ size: string | null }>('select max(size) as size from journal.checkpoints');
    return Number(head?.size);
  }

  /** Writers stop; sequencers until all is published; then everybody leaves. */
  async end(): Promise<void> {
    this.#isOver = true;
    for (const writer of this.#writers) writer.kill('SIGKILL');
    await until('what the writers asked last is done or undone', async () => (await this.query(underWay)).length === 0);
    this.#leaders.forEach((leader, index) => {
      leader.removeAllListeners('exit').once('exit', () => void this.#leader(index, null)); // fated to die on the way
    });
    await until('all is published', async () => (await this.query(waiting)).length === 0);
    for (const leader of this.#leaders) leader.removeAllListeners('exit').kill('SIGKILL');
  }

  #leading(): ChildProcess | undefined {
    return this.#leaders.find((leader) => this.#states.get(leader)?.state === 'leading') ?? this.#leaders[0];
  }

  #writer(index: number): ChildProcess {
    const { url, fates, ground } = this.#needs;
    const fate = { role: 'writer', log: fates.log, stage: fates.next('writer') } as const;
    this.#writers[index] = forked('test/faults/writer.ts', { url, ground, fate } satisfies WriterOrders);
    return this.#watched(this.#writers[index], () => this.#writer(index));
  }

  #leader(index: number, stage = this.#needs.fates.next('leader')): ChildProcess {
    const { fates, ground: _ground, round = 50, isUnlocked = false, ...needs } = this.#needs;
    const fate = { role: 'leader', log: fates.log, stage, folder: dirname(needs.anchorFile) } as const;
    const child = forked('test/faults/leader.ts', { ...needs, round, isUnlocked, fate } satisfies LeaderOrders);
    this.#leaders[index] = child;
    return this.#watched(child, () => this.#leader(index));
  }

  #watched(child: ChildProcess, replace: () => unknown): ChildProcess {
    child.on('message', (news) => {
      this.#hear(child, news as News); // of our own writing
    });
    return child.once('exit', (_code, signal) => {
      if (this.#isOver) return;
      if (signal === 'SIGKILL') this.kills += 1;
      replace();
    });
  }

  #hear(child: ChildProcess, { used, undone, revoked, ended, status }: News): void {
    if (used !== undefined) this.used.add(used);
    if (undone !== undefined) this.undone.add(undone);
    if (revoked !== undefined) this.revoked.add(revoked);
    if (ended !== undefined) this.ended.push(ended);
    if (status) this.#states.set(child, status);
  }
}

/** Transactions that may commit yet, be their writer dead. */
const underWay = `select from pg_stat_activity where state <> 'idle' and pid <> pg_backend_pid() and application_name <> 'procura sequencer'`;
const waiting = `with published as (select coalesce(max(size), 0) as place from journal.checkpoints)
  select from journal.entries, published group by place having count(*) > place % (1::bigint << 40) +
    (select coalesce(sum(size), 0) from journal.closings where volume < place >> 40)`;

function forked(file: string, orders: object): ChildProcess {
  return fork(file, [JSON.stringify(orders)], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
}
