import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkpointText } from '../../src/journal/checkpoint.ts';
import { exportJournal } from '../../src/journal/export.ts';
import { hashLeaf, rootOf } from '../../src/journal/merkle.ts';
import { signNote } from '../../src/journal/note.ts';
import { findCheckpoint } from '../../src/journal/tree-store.ts';
import { openRooms } from './rooms.ts';
import { origin, Sequencing, signer } from './sequencing.ts';

/** A line of an export, as somebody who changes the file sees it. */
export interface Line {
  export?: string;
  origin?: string;
  size?: number;
  tile?: number;
  hashes?: string;
  index?: number;
  leaf?: string;
  checkpoint?: string;
}

export const ours = ['--key', signer.vkey];

/** A real journal of more than a tile, a checkpoint kept from before its end, and the means to change its export and judge it. */
export async function openExportedJournal() {
  const { db, world, ...rooms } = await openRooms();
  const sequencing = new Sequencing({ ...rooms, db, world });
  const folder = mkdtempSync(join(tmpdir(), 'procura-export-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const mandate = await world.mandate({ helper: await world.helper() });
  const sequencer = sequencing.start();
  await sequencing.write(290);
  await sequencing.settled(sequencer);
  const early = await findCheckpoint(db);
  await sequencing.write(40);
  await sequencing.settled(sequencer);
  await sequencing.stop();
  const exported = async (from = 0): Promise<Line[]> => {
    const all: Line[] = [];
    for await (const line of exportJournal({ db, from })) all.push(JSON.parse(line) as Line);
    return all;
  };
  const written = (contents: string | Buffer, name: string): string => {
    writeFileSync(join(folder, name), contents);
    return join(folder, name);
  };
  const lines = await exported();
  const at = (place: number) => lines.findIndex(({ index }) => index === place);
  const entry = (place: number): Line => ({ ...lines[at(place)] });
  return {
    ...{ db, lines, exported, written, at, entry, mandate },
    ...{ source: rooms.source, asOwner: <T>(sql: string) => rooms.asOwner<T>(sql), anchorFile: sequencing.anchorFile },
    early: { size: early?.size ?? 0, note: early?.note ?? '' },
    flipped: (place: number): Line => ({ ...entry(place), leaf: entry(place).leaf?.replace('helper', 'holper') ?? '' }),
    /** The lines with those from the place of an entry on, `count` of them, replaced. */
    spliced: (place: number, count: number, ...by: Line[]) => lines.toSpliced(at(place), count, ...by),
    /** What the program says of these files, and the code it ends with. */
    verify: (files: readonly (string | Buffer | readonly Line[])[], ...options: string[]) => {
      const names = files.map((file, n) =>
        written(typeof file === 'string' || Buffer.isBuffer(file) ? file : text(file), `file-${String(n)}`),
      );
      return run(['public/verify-journal.js', ...names, ...options]);
    },
  };
}

/** The lines as a file. */
export function text(given: readonly Line[]): string {
  return given.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Entries numbered from the top, as a careful forger would. */
export function renumbered(given: readonly Line[]): Line[] {
  let next = 0;
  return given.map((line) => (line.leaf === undefined ? line : { ...line, index: next++ }));
}

/** All rewritten consistently: places, tiles, size and a checkpoint by this signer. */
export function rewritten(given: readonly Line[], by = signer): Line[] {
  const leaves = given.flatMap(({ leaf }) => (leaf === undefined ? [] : [Buffer.from(leaf)]));
  const hashes = leaves.map(hashLeaf);
  const head = { origin, size: hashes.length, root: rootOf(hashes) };
  const entries = leaves.flatMap((leaf, index): Line[] => {
    const tile = { tile: index / 256, hashes: Buffer.concat(hashes.slice(index, index + 256)).toString('base64') };
    return [...(index % 256 === 0 ? [tile] : []), { index, leaf: leaf.toString() }];
  });
  return [{ ...given[0], size: head.size }, ...entries, { checkpoint: signNote(checkpointText(head), [by]) }];
}

/** What a program says, and the code it ends with. */
export async function run(words: readonly string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, words, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, said: (stdout + stderr).trim() });
    });
  });
}
