import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL server of one's own, to be crashed. */
export interface OwnServer {
  readonly url: string;
  /** As a power cut would: no checkpoint, no goodbye; and starts again. */
  crash(): void;
  /** Copies its files while it is stopped; what is returned puts the copy in their place, as whoever restores a backup does. */
  backUp(): () => void;
  /** The numbers of its processes. */
  processes(): number[];
  remove(): void;
}

/** Null where no server is installed. `folder`: where its data go; `largestFile`: beyond so many KiB a write fails, until the next crash. */
export async function openOwnServer({
  folder = mkdtempSync(join(tmpdir(), 'procura-faults-')),
  largestFile,
}: { readonly folder?: string; readonly largestFile?: number } = {}): Promise<OwnServer | null> {
  const bin = findBinaries();
  if (!bin) return null;
  const port = await freePort();
  const data = join(folder, 'data');
  const log = join(folder, 'log');
  if (userInfo().uid === 0) chownSync(folder, ...postgresIds());
  const run = (command: string, ...args: string[]) => {
    asPostgres([join(bin, command), ...args]);
  };
  run('initdb', '-D', data, '-U', 'procura', '-A', 'trust', '--no-sync', '--wal-segsize=1', '-E', 'UTF8', '--locale=C');
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c max_connections=60 -c shared_buffers=32MB`;
  const limit = largestFile === undefined ? [] : ['bash', '-c', `ulimit -f ${largestFile}; exec "$@"`, 'limited'];
  const start = () => {
    asPostgres([...limit, join(bin, 'pg_ctl'), '-D', data, '-l', log, '-w', '-o', options, 'start']);
  };
  start();
  return {
    url: `postgres://procura@127.0.0.1:${port}/postgres`,
    crash: () => run('pg_ctl', '-D', data, '-l', log, '-w', '-m', 'immediate', '-o', options, 'restart'),
    backUp: () => {
      run('pg_ctl', '-D', data, '-w', '-m', 'fast', 'stop');
      asPostgres(['cp', '-a', data, `${data}.kept`]);
      start();
      return () => {
        run('pg_ctl', '-D', data, '-w', '-m', 'immediate', 'stop');
        asPostgres(['rm', '-r', data]);
        asPostgres(['mv', `${data}.kept`, data]);
        start();
      };
    },
    processes: () => {
      const [first = ''] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
      return [first, ...readFileSync(`/proc/${first}/task/${first}/children`, 'utf8').trim().split(' ')].map(Number);
    },
    remove: () => {
      run('pg_ctl', '-D', data, '-w', '-m', 'immediate', 'stop');
      for (const place of [data, log]) rmSync(place, { recursive: true, force: true });
    },
  };
}

function findBinaries(): string | null {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((one, other) => Number(other) - Number(one)) : [];
  return versions.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb'))) ?? null;
}

/** PostgreSQL refuses to run as root. */
function asPostgres(words: readonly string[]): void {
  const [file = '', ...given] = userInfo().uid === 0 ? ['runuser', '-u', 'postgres', '--', ...words] : words;
  execFileSync(file, given, { stdio: 'ignore', cwd: '/' });
}

function postgresIds(): [number, number] {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString());
  return [id('-u'), id('-g')];
}

/** A port nobody uses at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
