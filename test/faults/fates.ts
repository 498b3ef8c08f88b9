import { existsSync, readFileSync } from 'node:fs';
import type { Fate } from './stages.ts';

/** Which process is killed where: the stages demanded first, then every other that any process passed, then all of them again. */
export class Fates {
  readonly log: string;
  readonly #demanded: readonly RegExp[];
  readonly #given = new Map<string, number>();

  constructor(log: string, demanded: readonly RegExp[]) {
    this.log = log;
    this.#demanded = demanded;
  }

  /** The stage at which the next process of this role is to be killed; null while nothing is known of such a life. */
  next(role: Fate['role']): string | null {
    const rank = (stage: string) => (this.#given.get(stage) ?? 0) * 2 + (this.#demanded.some((one) => one.test(stage)) ? 0 : 1);
    const { seen } = this.#read();
    const [next] = [...seen].filter((stage) => stage.startsWith(`${role}: `)).toSorted((one, other) => rank(one) - rank(other));
    if (next === undefined) return null;
    this.#given.set(next, (this.#given.get(next) ?? 0) + 1);
    return next;
  }

  /** What is demanded and was not met yet. */
  unmet(): RegExp[] {
    const { met } = this.#read();
    return this.#demanded.filter((one) => !met.some((stage) => one.test(stage)));
  }

  /** At how many different stages a process was killed. */
  stagesMet(): number {
    return new Set(this.#read().met).size;
  }

  #read(): { readonly seen: ReadonlySet<string>; readonly met: readonly string[] } {
    const lines = existsSync(this.log) ? readFileSync(this.log, 'utf8').split('\n').slice(0, -1) : [];
    const deaths = lines.filter((line) => line.startsWith(death));
    return { seen: new Set(lines.filter((line) => !line.startsWith(death))), met: deaths.map((line) => line.slice(death.length)) };
  }
}

const death = 'SIGKILL ';
