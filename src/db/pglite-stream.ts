import { Duplex } from 'node:stream';
import type { PgliteHub } from './pglite-hub.ts';

/** A message of the PostgreSQL wire protocol: type byte, length, body. */
export const message = (type: number, body: string): Buffer => {
  const text = Buffer.from(body);
  const head = Buffer.alloc(5);
  head[0] = type;
  head.writeInt32BE(4 + text.length, 1);
  return Buffer.concat([head, text]);
};
const hello = Buffer.concat([
  Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]),
  message(0x53, 'client_encoding\0UTF8\0'),
  message(0x53, 'standard_conforming_strings\0on\0'),
  message(0x5a, 'I'),
]);
const QUERY = 0x51,
  SYNC = 0x53,
  FLUSH = 0x48,
  PARSE = 0x50,
  BIND = 0x42,
  DESCRIBE = 0x44,
  CLOSE = 0x43,
  TERMINATE = 0x58,
  READY = 0x5a;
let count = 0;

/** What `pg` takes for a socket: carries its messages to the engine while this stream owns the session. */
export class PgliteStream extends Duplex {
  readonly #id = ++count;
  readonly #hub: PgliteHub;
  #started = false;
  #in: Buffer = Buffer.alloc(0);
  #batch: Buffer[] = [];
  #state = 'I'; // I idle, T in a transaction, E failed transaction, P no ReadyForQuery yet (a cursor)

  constructor(hub: PgliteHub) {
    super({ allowHalfOpen: false });
    this.#hub = hub;
    hub.streams.add(this);
  }
  // what pg expects of a net.Socket
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  connect(): this {
    setImmediate(() => this.emit('connect'));
    return this;
  }

  override _read(): void {
    /* pushed */
  }
  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#feed(chunk).then(
      () => {
        done();
      },
      (e: unknown) => {
        done(e as Error);
      },
    );
  }
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#hub.streams.delete(this);
    this.#hub.abandon(this, this.#state !== 'I').then(
      () => {
        done(error);
      },
      (e: unknown) => {
        done(e as Error);
      },
    );
  }

  async #feed(chunk: Buffer): Promise<void> {
    this.#in = this.#in.length ? Buffer.concat([this.#in, chunk]) : chunk;
    if (!this.#started) {
      // StartupMessage
      if (this.#in.length < 8 || this.#in.length < this.#in.readInt32BE(0)) return;
      this.#in = this.#in.subarray(this.#in.readInt32BE(0));
      this.#started = true;
      this.push(hello);
    }
    let at = 0,
      ready = false;
    while (this.#in.length - at >= 5) {
      const size = 1 + this.#in.readInt32BE(at + 1);
      if (this.#in.length - at < size) break;
      const type = this.#in[at];
      if (type === TERMINATE) {
        this.push(null);
        return;
      }
      this.#batch.push(this.#scoped(this.#in.subarray(at, at + size)));
      ready ||= type === QUERY || type === SYNC || type === FLUSH;
      at += size;
    }
    this.#in = this.#in.subarray(at);
    if (!ready) return;
    const batch = Buffer.concat(this.#batch);
    this.#batch = [];
    await this.#hub.acquire(this);
    await new Promise(setImmediate); // let sockets and timers run between statements: PGlite computes on this thread
    const out = Buffer.from(await this.#hub.db.runExclusive(() => this.#hub.db.execProtocolRaw(batch)));
    this.#state = 'P';
    for (let i = 0; i + 5 <= out.length; i += 1 + out.readInt32BE(i + 1))
      if (out[i] === READY) this.#state = String.fromCharCode(out[i + 5] ?? 0x49);
    this.push(out);
    if (this.#state === 'I') this.#hub.release(this);
  }
  /** Named prepared statements live in the shared session: give each stream a name space of its own. */
  #scoped(m: Buffer): Buffer {
    const type = m[0];
    const at = type === PARSE ? 5 : type === BIND ? m.indexOf(0, 5) + 1 : (type === DESCRIBE || type === CLOSE) && m[5] === 0x53 ? 6 : -1;
    if (at < 0 || m[at] === 0) return m;
    const out = Buffer.concat([m.subarray(0, at), Buffer.from(`c${String(this.#id)}_`), m.subarray(at)]);
    out.writeInt32BE(out.length - 1, 1);
    return out;
  }
}
