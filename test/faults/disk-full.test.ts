import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/clock.ts';
import { migrate } from '../../src/db/database.ts';
import { openLog } from '../../src/http/request-log.ts';
import { openCheckpoint } from '../../src/journal/checkpoint.ts';
import { type Sequencer, startSequencer } from '../../src/journal/sequencer.ts';
import { logKeys, origin, signer, treeFaults } from '../support/sequencing.ts';
import { Acts, until } from './acts.ts';
import { openOwnServer, type OwnServer } from './server.ts';

const folder = mkdtempSync(join(tmpdir(), 'procura-full-'));
chmodSync(folder, 0o711); // the database’s user must be able to pass
const small = mountSmallDisk(join(folder, 'disk'));
const tightServer = await openOwnServer({ largestFile: 2_048 });
const tracedServer = mayTrace() ? await openOwnServer() : null;
const smallServer = small === null ? null : await openOwnServer({ folder: small });

(smallServer ? test : test.skip)(
  'a full disk refuses acts with 503 and loses none; with room again, all goes on',
  async () => {
    if (!smallServer || small === null) return;
    await weathered(smallServer, {
      fill: () => {
        const { bavail, bsize } = statfsSync(small);
        writeFileSync(join(small, 'ballast'), Buffer.alloc(bavail * bsize - 2_000_000));
      },
      relieve: () => {
        rmSync(join(small, 'ballast'));
        smallServer.crash(); // a server that could not write its log has left; this is whoever starts it again
      },
    });
  },
  120_000,
);

(tightServer ? test : test.skip)(
  'where one table can grow no more, acts are refused with 503, each with its change; then all goes on',
  async () => {
    if (!tightServer) return;
    await weathered(tightServer, {
      fill: () => undefined, // a few thousand entries do
      relieve: () => {
        tightServer.crash();
      },
    });
  },
  120_000,
);

(tracedServer ? test : test.skip)(
  'a disk that fails when it is asked to keep what was written (EIO): the server takes nothing for done, acts are refused with 503',
  async () => {
    if (!tracedServer) return;
    let tracer: ChildProcess;
    await weathered(tracedServer, {
      fill: () => {
        tracer = failEachFlush(tracedServer.processes());
      },
      relieve: () => {
        tracer.kill('SIGTERM');
        tracedServer.crash(); // it panicked, and may have found no way back
      },
    });
  },
  120_000,
);

afterAll(() => {
  tracedServer?.remove();
  tightServer?.remove();
  smallServer?.remove();
  if (small !== null) asRoot('umount', '-l', small);
  rmSync(folder, { recursive: true, force: true });
});

/** Acts go on while writing becomes impossible and possible again. */
async function weathered(server: OwnServer, disk: { readonly fill: () => void; readonly relieve: () => void }): Promise<void> {
  const source = { url: server.url };
  await migrate(source);
  const acts = await Acts.begin(source);
  const anchorFile = join(mkdtempSync(join(folder, 'anchor-')), 'anchor');
  const sequencer = startSequencer({
    ...{ source, clock: systemClock, log: openLog('silent'), origin, anchorFile, signers: [signer], pace: { round: 50, publish: 50 } },
  });
  await acts.more(100);
  disk.fill();
  await acts.moreRefused(50);
  disk.relieve();
  await acts.more(200);
  await acts.end();
  await settled(acts, sequencer);
  expect(await acts.faults()).toEqual([]);
  expect(await treeFaults(acts.needs.db)).toEqual([]);
  expect(acts.broken).toEqual([]);
  const { rows } = await acts.needs.db.raw<{ rows: [{ n: number }] }>('select count(*)::int as n from journal.entries');
  expect(openCheckpoint(readFileSync(anchorFile, 'utf8'), { logKeys }).size).toBe(rows[0].n);
  await acts.needs.db.destroy();
}

async function settled({ needs: { db } }: Acts, sequencer: Sequencer): Promise<void> {
  const { rows } = await db.raw<{ rows: [{ n: number }] }>('select count(*)::int as n from journal.entries');
  await until('every entry is in a published tree', () => sequencer.status().publishedSize === rows[0].n);
  await sequencer.stop();
}

/** A disk of 80 MB in memory; null where we may not mount one. */
function mountSmallDisk(place: string): string | null {
  mkdirSync(place);
  try {
    asRoot('mount', '-t', 'tmpfs', '-o', 'size=80m,mode=0755', 'tmpfs', place);
    return place;
  } catch {
    return null;
  }
}

/** Whether one may come between a process and its disk. */
function mayTrace(): boolean {
  try {
    asRoot('strace', '-qq', '-o', '/dev/null', '-e', 'trace=fdatasync', '-e', 'inject=fdatasync:error=EIO', 'true');
    return true;
  } catch {
    return false;
  }
}

/** Whatever these processes, and those they begin, ask the disk to keep fails. */
function failEachFlush(processes: readonly number[]): ChildProcess {
  const words = ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=fdatasync', '-e', 'inject=fdatasync:error=EIO', '-p', processes.join(',')];
  const [file, given] = userInfo().uid === 0 ? ['strace', words] : ['sudo', ['-n', 'strace', ...words]];
  return spawn(file, given, { stdio: 'ignore' });
}

function asRoot(command: string, ...words: string[]): void {
  const [file, given] = userInfo().uid === 0 ? [command, words] : ['sudo', ['-n', command, ...words]];
  execFileSync(file, given, { stdio: 'ignore' });
}
