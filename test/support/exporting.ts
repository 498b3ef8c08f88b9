import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atomically } from '../../src/db/database.ts';
import { listPaperKeys } from '../../src/mandates/paper-key-store.ts';
import { askExport, type ExportAsked, requireExport } from '../../src/supervision/ask-export.ts';
import { beginExport, writeExport } from '../../src/supervision/take-export.ts';
import type { Rooms } from './rooms.ts';

const publicUrl = 'https://procura.example';

/** Exports asked for and taken, and judged by the programs that anybody may run. */
export function exportingIn(rooms: Rooms) {
  const needs = { ...rooms.needs, publicUrl };
  const folder = mkdtempSync(join(tmpdir(), 'procura-export-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const kept = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const run = (program: string, args: readonly string[]) =>
    new Promise<{ code: number; said: string }>((resolve) => {
      execFile(process.execPath, [`public/${program}.js`, ...args], (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: out + err });
      });
    });
  return {
    needs,
    ask: (asked: ExportAsked) => atomically(needs, (work) => askExport(work, asked)),
    /** The pieces of the file, as they come. */
    take: async ({ supervisor }: Pick<ExportAsked, 'supervisor'>, id: string) => {
      const taking = { supervisor, kept: await requireExport(needs, supervisor, id) };
      const question = await atomically(needs, (work) => beginExport(work, taking));
      return writeExport(needs, taking, question);
    },
    /** What verify-export.js says of a file, with the keys that are published. */
    judge: async (name: string, content: string | Buffer, seal?: string) => {
      const keys = (await listPaperKeys(needs.db)).map(({ kid, publicKey }) => ({ ...publicKey, kid }));
      const beside = seal === undefined ? [] : ['--seal', kept(`${name}.jws`, seal)];
      return run('verify-export', [kept(name, content), '--keys', kept('keys.json', JSON.stringify({ keys })), ...beside]);
    },
    /** What verify-journal.js says of a file. */
    prove: (name: string, content: string, vkey: string) => run('verify-journal', [kept(name, content), '--key', vkey]),
  };
}

export async function whole(pieces: AsyncIterable<Buffer>): Promise<string> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
}
