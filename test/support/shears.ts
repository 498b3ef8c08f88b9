import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../../src/db/database.ts';

/** One of the driver's connections, and what is under it. */
interface Connection {
  readonly connection: { readonly stream: { destroy(): void } };
}
type Send = (this: Connection, ...sent: unknown[]) => unknown;
interface Pool {
  readonly pool: { numFree(): number };
  acquireConnection(): Promise<Connection>;
  releaseConnection(connection: Connection): Promise<void>;
}

/** Cuts an act off from its database after so many statements, as the death of its server would: what was not committed is undone. */
export class Shears {
  /** What the last act asked; where it was cut off, the last of it never arrived. */
  statements: string[] = [];
  #left = Number.POSITIVE_INFINITY;

  private constructor(driver: { query: Send }) {
    const send = driver.query;
    const take = (said: unknown): boolean => {
      if (this.#left >= 0) this.statements.push(typeof said === 'object' && said && 'text' in said ? String(said.text) : String(said));
      return --this.#left < 0;
    };
    driver.query = function (...sent) {
      if (take(sent[0])) this.connection.stream.destroy();
      return send.apply(this, sent);
    };
    afterAll(() => void (driver.query = send));
  }

  /** Before them, a pool's connections are as they were: those are ended, and the next ones begin under the shears. */
  static async ready(db: Db): Promise<Shears> {
    const pool = db.client as Pool; // knex does not type it
    const open = await Promise.all(Array.from({ length: Math.max(1, pool.pool.numFree()) }, () => pool.acquireConnection()));
    const shears = new Shears(Object.getPrototypeOf(open[0]) as { query: Send }); // what all connections of the driver share
    for (const connection of open) connection.connection.stream.destroy();
    await Promise.all(open.map((connection) => pool.releaseConnection(connection)));
    await sleep(100);
    return shears;
  }

  /** Does it, and tells whether it was cut off before its end. */
  async cutAfter<T>(statements: number, act: () => Promise<T>): Promise<{ readonly came: T; readonly isCut: boolean }> {
    this.statements = [];
    this.#left = statements;
    const came = await act();
    const isCut = this.#left < 0;
    this.#left = Number.POSITIVE_INFINITY;
    return { came, isCut };
  }
}
