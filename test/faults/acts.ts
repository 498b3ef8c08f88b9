import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/clock.ts';
import { atomically, type DatabaseSource, type Db, openDatabase, openOwner, type WorkNeeds } from '../../src/db/database.ts';
import { asRefusal } from '../../src/http/error-reply.ts';
import { append } from '../../src/journal/append.ts';
import { createSubject, serviceSubject } from '../../src/journal/subject-keys.ts';
import { openVault } from '../../src/vault.ts';

/** Writers in this process, each of whose acts is a change and its entry, and what became of what they asked. */
export class Acts {
  readonly needs: WorkNeeds;
  readonly acknowledged = new Set<string>();
  /** How often each status was the answer to what was not done. */
  readonly refused = new Map<number, number>();
  /** What was answered 500, which is never right. */
  readonly broken: unknown[] = [];
  #isOver = false;
  #writers: Promise<unknown> = Promise.resolve();

  private constructor(db: Db) {
    this.needs = { db, clock: systemClock, vault: openVault(Buffer.alloc(32, 7)) };
  }

  static async begin(source: DatabaseSource): Promise<Acts> {
    const owner = await openOwner(source);
    await owner.raw('create table acts (id uuid primary key); grant select, insert on acts to procura_app');
    await owner.destroy();
    const acts = new Acts(openDatabase(source));
    await atomically(acts.needs, (work) => createSubject(work, serviceSubject));
    acts.#writers = Promise.all(Array.from({ length: 6 }, () => acts.#write()));
    return acts;
  }

  /** Waits until so many more acts were acknowledged. Throws after half a minute. */
  async more(count: number): Promise<void> {
    const wanted = this.acknowledged.size + count;
    await until(`${count} acts were acknowledged`, () => this.acknowledged.size >= wanted);
  }

  /** Waits until so many more were refused. */
  async moreRefused(count: number): Promise<void> {
    const all = () => [...this.refused.values()].reduce((sum, one) => sum + one, 0);
    const wanted = all() + count;
    await until(`${count} acts were refused`, () => all() >= wanted);
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#writers;
  }

  /** Changes without their entry, entries without their change, and acknowledged acts that are not there. */
  async faults(): Promise<string[]> {
    const { rows } = await this.needs.db.raw<{ rows: { act: string | null; entry: string | null }[] }>(
      `select acts.id as act, i.use_id as entry from acts full join (select use_id from journal.entry_index where use_id is not null) as i on i.use_id = acts.id`,
    );
    const there = new Set(rows.map(({ act }) => act));
    return [
      ...rows.filter(({ act, entry }) => act === null || entry === null).map((row) => `half an act: ${JSON.stringify(row)}`),
      ...[...this.acknowledged].filter((id) => !there.has(id)).map((id) => `the acknowledged act ${id} is lost`),
    ];
  }

  async #write(): Promise<void> {
    while (!this.#isOver) {
      const id = randomUUID();
      await atomically(this.needs, async (work) => {
        await work.tx.insert({ id }).into('acts');
        await append(work, { event: 'helper_signed_out', useId: id });
      }).then(
        () => this.acknowledged.add(id),
        (error: unknown) => {
          this.#refusal(error);
        },
      );
      await sleep(Math.random() * 10);
    }
  }

  #refusal(error: unknown): void {
    const status = asRefusal(error)?.status ?? 500;
    this.refused.set(status, (this.refused.get(status) ?? 0) + 1);
    if (status === 500) this.broken.push(error);
  }
}

/** Asks again until it is so. Throws after half a minute, or as many seconds. */
export async function until(what: string, question: () => boolean | Promise<boolean>, seconds = 30): Promise<void> {
  for (let turn = 0; turn < seconds * 20; turn++) {
    if (await question()) return;
    await sleep(50);
  }
  throw new Error(`within ${seconds} seconds it did not come to be that ${what}`);
}
