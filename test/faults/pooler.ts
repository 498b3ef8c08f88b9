import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { until } from './acts.ts';
import { freePort } from './server.ts';

/** PgBouncer, handing out four connections to a server, each for a transaction. */
export interface Pooler {
  readonly url: string;
  /** Is killed, and starts again. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

export function hasPooler(): boolean {
  try {
    execFileSync('pgbouncer', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** `connectQuery`: what each of its connections begins with. */
export async function openPooler(server: string, { folder, connectQuery }: { readonly folder: string; readonly connectQuery?: string }) {
  const [port, { hostname, port: serverPort }] = [await freePort(), new URL(server)];
  const settings = join(folder, `pgbouncer-${port}.ini`);
  writeFileSync(join(folder, 'users'), '"procura" ""\n', { mode: 0o644 });
  writeFileSync(
    settings,
    `[databases]
postgres = host=${hostname} port=${serverPort}${connectQuery === undefined ? '' : ` connect_query='${connectQuery.replaceAll("'", "''")}'`}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${join(folder, 'users')}
pool_mode = transaction
default_pool_size = 4
server_login_retry = 1
`,
    { mode: 0o644 },
  );
  let running = await started(settings, port);
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    running.kill(signal);
    await once(running, 'exit');
  };
  const pooler: Pooler = {
    url: `postgres://procura@127.0.0.1:${port}/postgres`,
    restart: async () => {
      await stop('SIGKILL');
      running = await started(settings, port);
    },
    remove: () => stop('SIGKILL'),
  };
  return pooler;
}

async function started(settings: string, port: number): Promise<ChildProcess> {
  // it refuses to run as root, like the server
  const ids = userInfo().uid === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  const child = spawn('pgbouncer', ['--quiet', settings], { stdio: 'ignore', cwd: '/', ...ids });
  await until('PgBouncer answers', () => isOpen(port));
  return child;
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres']).toString());
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).on('error', () => resolve(false));
  });
}
