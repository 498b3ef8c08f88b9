import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { SequencerStatus } from '../../src/journal/sequencer.ts';

/** Application processes and sequencers over one server; whoever is killed is replaced. */
export class Chaos {
  readonly url: string;
  readonly anchorFile: string;
  readonly acknowledged = new Set<string>();
  #writers: ChildProcess[] = [];
  #leaders: ChildProcess[] = [];
  #states = new Map<ChildProcess, SequencerStatus>();
  #isOver = false;

  constructor(url: string, anchorFile: string) {
    this.url = url;
    this.anchorFile = anchorFile;
    this.#writers = [0, 1, 2].map((index) => this.#writer(index));
    this.#leaders = [0, 1, 2].map((index) => this.#leader(index));
  }

  killWriter(index: number): void {
    this.#writers[index % this.#writers.length]?.kill('SIGKILL');
  }

  /** SIGSTOP, and SIGCONT later: a leader that does not know how long it slept, nor what happened meanwhile. */
  async suspendLeader(milliseconds: number, meanwhile = () => Promise.resolve()): Promise<void> {
    const leader = this.#leading();
    leader?.kill('SIGSTOP');
    await meanwhile();
    await sleep(milliseconds);
    leader?.kill('SIGCONT');
  }

  killLeader(): void {
    this.#leading()?.kill('SIGKILL');
  }

  async cutSequencers(): Promise<void> {
    await this.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'procura sequencer'").catch(() => []);
  }

  async query<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
    const client = new pg.Client({ connectionString: this.url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<T>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** Writers stop; sequencers until all is published; then everybody leaves. */
  async end(): Promise<void> {
    this.#isOver = true;
    for (const writer of this.#writers) writer.kill('SIGKILL');
    const [row] = await this.query<{ n: string }>('select count(*) as n from journal.entries');
    for (let turn = 0; turn < 600; turn++) {
      const [head] = await this.query<{ size: string | null }>('select max(size) as size from journal.checkpoints');
      if (Number(head?.size) >= Number(row?.n)) break;
      await sleep(50);
    }
    for (const leader of this.#leaders) leader.kill('SIGKILL');
  }

  #leading(): ChildProcess | undefined {
    return this.#leaders.find((leader) => this.#states.get(leader)?.state === 'leading') ?? this.#leaders[0];
  }

  #writer(index: number): ChildProcess {
    const child = fork('test/faults/writer.ts', [this.url], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('message', (id: unknown) => this.acknowledged.add(id as string));
    child.once('exit', () => !this.#isOver && void (this.#writers[index] = this.#writer(index)));
    return child;
  }

  #leader(index: number): ChildProcess {
    const child = fork('test/faults/leader.ts', [this.url, this.anchorFile], {
      ...{ execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
    });
    child.on('message', (status) => this.#states.set(child, status as SequencerStatus));
    child.once('exit', () => !this.#isOver && void (this.#leaders[index] = this.#leader(index)));
    return child;
  }
}
