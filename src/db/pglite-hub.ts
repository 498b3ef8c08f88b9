import type { PGlite } from '@electric-sql/pglite';
import { message, PgliteStream } from './pglite-stream.ts';

/**
 * Lets the ordinary `pg` driver talk to an in-process PGlite: pg.Client({ stream: hub.stream }).
 * All clients share PGlite's ONE session; a client owns it from its first message until the
 * server says it is idle outside a transaction (as pgbouncer's transaction mode does).
 */
export class PgliteHub {
  #owner: PgliteStream | undefined;
  #queue: { who: PgliteStream; go: () => void }[] = [];
  readonly streams = new Set<PgliteStream>();
  readonly db: PGlite;

  constructor(db: PGlite) {
    this.db = db;
    db.onNotification((channel, payload) => {
      const text = Buffer.from(`${channel}\0${payload}\0`);
      const head = Buffer.alloc(9);
      head[0] = 0x41;
      head.writeInt32BE(8 + text.length, 1);
      head.writeInt32BE(1, 5);
      setImmediate(() => {
        for (const s of this.streams) s.push(Buffer.concat([head, text]));
      });
    });
  }
  readonly stream = (): PgliteStream => new PgliteStream(this);

  async acquire(who: PgliteStream): Promise<void> {
    if (this.#owner === who) return;
    if (!this.#owner) {
      this.#owner = who;
      return;
    }
    await new Promise<void>((go) => {
      this.#queue.push({ who, go });
    });
  }
  release(who: PgliteStream): void {
    if (this.#owner !== who) {
      this.#queue = this.#queue.filter((w) => w.who !== who);
      return;
    }
    const next = this.#queue.shift();
    this.#owner = next?.who;
    next?.go();
  }
  async abandon(who: PgliteStream, inTransaction: boolean): Promise<void> {
    if (this.#owner === who && inTransaction) await this.db.execProtocolRaw(message(0x51, 'ROLLBACK\0'));
    this.release(who);
  }
}
