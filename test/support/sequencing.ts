import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLog } from '../../src/http/request-log.ts';
import { appendAlone } from '../../src/journal/append.ts';
import { openCheckpoint } from '../../src/journal/checkpoint.ts';
import { hashLeaf, rootOf } from '../../src/journal/merkle.ts';
import { openSigner, parseVkey } from '../../src/journal/note.ts';
import { type Sequencer, type SequencerNeeds, startSequencer } from '../../src/journal/sequencer.ts';
import { volumeOf } from '../../src/journal/volumes.ts';
import type { Db } from '../../src/db/database.ts';
import type { Rooms } from './rooms.ts';

export const origin = 'journal.procura.test/2026';
export const signer = openSigner(origin, Buffer.alloc(32, 7));
/** The key that will take over. */
export const nextSigner = openSigner(origin, Buffer.alloc(32, 5));
export const logKeys = [signer, nextSigner].map(({ vkey }) => parseVkey(vkey));

/** Sequencers over one database, stopped after the test file, with an anchor in a folder of their own. */
export class Sequencing {
  readonly rooms: Rooms;
  readonly folder = mkdtempSync(join(tmpdir(), 'procura-anchor-'));
  readonly #started: Sequencer[] = [];

  constructor(rooms: Rooms) {
    this.rooms = rooms;
    afterAll(async () => {
      await this.stop();
      rmSync(this.folder, { recursive: true });
    });
  }

  get anchorFile(): string {
    return join(this.folder, 'anchor');
  }

  start(facts: Partial<SequencerNeeds> = {}): Sequencer {
    const sequencer = startSequencer({
      ...{
        source: this.rooms.source,
        clock: this.rooms.clock,
        log: openLog(process.env['TEST_LOG'] ?? 'silent'),
        origin,
        signers: [signer],
      },
      ...{ anchorFile: this.anchorFile, pace: { round: 10, publish: 10 } },
      ...facts,
    });
    this.#started.push(sequencer);
    return sequencer;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#started.splice(0).map((sequencer) => sequencer.stop()));
  }

  /** Entries of no importance. */
  async write(count: number): Promise<void> {
    await Promise.all(
      Array.from({ length: count }, () => appendAlone(this.rooms.needs, { event: 'helper_signed_out', useId: randomUUID() })),
    );
  }

  /** Waits until it is so. Fails after ten seconds. */
  async until(question: () => boolean | Promise<boolean>): Promise<void> {
    for (let turn = 0; turn < 1_000; turn++) {
      if (await question()) return;
      await sleep(10);
    }
    throw new Error('it never came to be');
  }

  /** Waits until every entry there is, is in a published tree. */
  async settled(sequencer: Sequencer): Promise<void> {
    await this.until(async () => {
      const [{ n }] = await this.#read<{ n: string }>('select count(*) as n from journal.entries');
      return sequencer.status().publishedSize === Number(n);
    });
  }

  faults(): Promise<string[]> {
    return treeFaults(this.rooms.db);
  }

  async #read<T>(sql: string): Promise<[T, ...T[]]> {
    return (await this.rooms.db.raw<{ rows: [T, ...T[]] }>(sql)).rows;
  }
}

/** The invariants after any fault: each entry once, leaf by leaf as stored, every checkpoint ever signed the root of a prefix of its volume. */
export async function treeFaults(db: Db): Promise<string[]> {
  const read = async <T>(sql: string) => (await db.raw<{ rows: T[] }>(sql)).rows;
  const entries = await read<{ id: string; leaf: Buffer }>('select id::text, leaf from journal.entries');
  const checkpoints = await read<{ size: string; note: string }>('select size, note from journal.checkpoints order by size');
  const volumes = await readVolumes(db);
  const [ids, hashes] = [[...volumes.values()].flatMap((one) => one.ids), [...volumes.values()].flatMap((one) => one.hashes)];
  const stored = new Map(entries.map((row) => [row.id, hashLeaf(row.leaf)]));
  const places = new Set(ids);
  return [
    ...(places.size === ids.length ? [] : [`${ids.length - places.size} entries are in the tree twice`]),
    ...[...stored.keys()].filter((id) => !places.has(id)).map((id) => `the entry ${id} is not in the tree`),
    ...ids
      .filter((id, index) => !hashes[index]?.equals(stored.get(id) ?? Buffer.alloc(0)))
      .map((id) => `the entry ${id} is not the one in the tree`),
    ...checkpoints.flatMap(({ size: end, note }) => {
      const { size, root } = openCheckpoint(note, { logKeys });
      const leaves = volumes.get(volumeOf(Number(end)))?.hashes ?? [];
      return rootOf(leaves.slice(0, size)).equals(root) ? [] : [`the checkpoint ${size} is not of this tree`];
    }),
  ];
}

/** What the lowest tiles of each volume hold, in order. */
export async function readVolumes(db: Db): Promise<Map<number, { readonly hashes: Buffer[]; readonly ids: string[] }>> {
  const { rows } = await db.raw<{ rows: { volume: number; hashes: Buffer; ids: Buffer }[] }>(
    'select (n >> 32)::int as volume, hashes, ids from journal.tiles where level = 0 order by n',
  );
  const found = new Map<number, { readonly hashes: Buffer[]; readonly ids: string[] }>();
  for (const { volume, ...tile } of rows) {
    const { hashes, ids } = found.get(volume) ?? { hashes: [], ids: [] };
    hashes.push(...cut(tile.hashes, 32));
    ids.push(...cut(tile.ids, 8).map((id) => String(id.readBigInt64BE())));
    found.set(volume, { hashes, ids });
  }
  return found;
}

function cut(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: bytes.length / size }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}
