import { createPublicKey, verify } from 'node:crypto';
import { PlainLog } from './plain-log.ts';

/** Somebody's own monitor of a log, written from the texts of C2SP and RFC 6962 alone: nothing of ours is imported. */
export class Monitor {
  /** How many tiles it asked for. */
  asked = 0;
  readonly #address: string;
  readonly #vkey: string;
  #leaves: Buffer[] = [];

  constructor(address: string, vkey: string) {
    this.#address = address;
    this.#vkey = vkey;
  }

  /**
   * Goes on from the last tree it saw to the last checkpoint: its signature, that what was seen is still there, its root, and that each
   * tile above is made of those below. Returns its size; throws what is wrong.
   */
  async follow(): Promise<number> {
    const { size, root } = opened(await (await fetch(`${this.#address}/checkpoint`)).text(), this.#vkey);
    if (size < this.#leaves.length) throw new Error('the log is shorter than it was');
    const seen = this.#leaves.length;
    const whole = seen - (seen % 256); // the tile that was partial is read anew
    const leaves = [...this.#leaves.slice(0, whole), ...(await this.#hashes({ level: 0, from: whole, to: size }))];
    if (this.#leaves.some((hash, at) => !leaves[at]?.equals(hash))) throw new Error('the log is not what it was');
    if (!new PlainLog(leaves).root(0, size).equals(root)) throw new Error('the tiles do not make the root that was signed');
    for (let level = 1, below = leaves; below.length >= 256; level++) {
      const above = await this.#hashes({ level, from: 0, to: Math.floor(below.length / 256) });
      const log = new PlainLog(below);
      const made = above.every((hash, at) => log.root(at * 256, at * 256 + 256).equals(hash));
      if (!made) throw new Error(`a tile of level ${String(level)} is not made of those below`);
      below = above;
    }
    this.#leaves = leaves;
    return size;
  }

  /** The hashes of a level, from the beginning of a tile on. */
  async #hashes({ level, from, to }: { level: number; from: number; to: number }): Promise<Buffer[]> {
    const hashes: Buffer[] = [];
    for (let n = from / 256; n * 256 < to; n++) {
      const width = Math.min(256, to - n * 256);
      const digits = String(n).padStart(Math.ceil(String(n).length / 3) * 3, '0');
      const name = (digits.match(/\d{3}/g) ?? []).map((part, at, parts) => (at < parts.length - 1 ? `x${part}` : part)).join('/');
      const answer = await fetch(`${this.#address}/tile/${String(level)}/${name}${width < 256 ? `.p/${String(width)}` : ''}`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      this.asked += 1;
      if (answer.status !== 200 || bytes.length !== width * 32)
        throw new Error(`no tile ${String(level)}/${name}: ${String(answer.status)}`);
      for (let at = 0; at < bytes.length; at += 32) hashes.push(bytes.subarray(at, at + 32));
    }
    return hashes;
  }
}

/** C2SP tlog-checkpoint, signed by this key. */
function opened(note: string, vkey: string): { size: number; root: Buffer } {
  const [name = '', , base64 = ''] = vkey.split('+');
  const [origin, size, root = ''] = note.split('\n');
  const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
  const line = note.split('\n').find((one) => one.startsWith(`— ${name} `)) ?? '';
  const x = Buffer.from(base64, 'base64').subarray(1).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const signature = Buffer.from(line.split(' ')[2] ?? '', 'base64').subarray(4);
  if (origin !== name || !verify(null, Buffer.from(text), key, signature)) throw new Error('the checkpoint is not signed by its log');
  return { size: Number(size), root: Buffer.from(root, 'base64') };
}
