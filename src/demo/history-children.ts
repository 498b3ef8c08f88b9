import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';

import { extname } from 'node:path';
import type { Told } from './history-child.ts';
import type { Part } from './history-part.ts';
import type { Sheaf } from './history-store.ts';

/** A part without whose it is. */
export type Whole = Omit<Part, 'which' | 'of'>;

/** The stretches of a history in their order, each thought of by one of as many processes as there are processors; none runs far ahead. */
export async function* inChildren(whole: Whole, opening: Omit<Told, 'part'>): AsyncGenerator<Sheaf> {
  const of = availableParallelism(); // the database has time to spare
  const children = Array.from({ length: of }, (_, which) => new Child({ ...opening, part: { ...whole, which, of } }));
  try {
    const left = new Set(children);
    for (let turn = 0; left.size > 0; turn++) {
      const child = children[turn % of];
      if (!child || !left.has(child)) continue;
      const sheaf = await child.next();
      if (sheaf) yield sheaf;
      else left.delete(child);
    }
  } finally {
    for (const child of children) child.stop();
  }
}

class Child {
  readonly #process: ChildProcess;
  #ready: Promise<Sheaf | null>;

  constructor(told: Told) {
    const file = new URL(`./history-child${extname(import.meta.url)}`, import.meta.url); // .ts before the build, .js after it
    // a stretch outlives the young generation as it is, and would be copied
    this.#process = fork(file, { serialization: 'advanced', execArgv: [...process.execArgv, '--max-semi-space-size=32'] });
    this.#ready = this.#ask(told);
  }

  async next(): Promise<Sheaf | null> {
    const sheaf = await this.#ready;
    if (sheaf) this.#ready = this.#ask('next');
    return sheaf;
  }

  stop(): void {
    this.#process.kill();
  }

  /** Each answer is a promise of its own: one that waits for the end of the process would keep every stretch that it raced with. */
  #ask(what: Told | 'next'): Promise<Sheaf | null> {
    const answer = new Promise<Sheaf | null>((resolve, reject) => {
      const ended = () => {
        reject(new Error('a process that laid the history ended before it'));
      };
      this.#process.once('exit', ended).once('message', (sheaf) => {
        this.#process.off('exit', ended);
        resolve(sheaf as Sheaf | null); // as `history-child` sends it
      });
    });
    answer.catch(() => undefined); // heard when it is this one's turn
    this.#process.send(what);
    return answer;
  }
}
