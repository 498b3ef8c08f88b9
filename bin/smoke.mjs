// Proves `npm start` as a newcomer meets it: an empty folder, ready, Ctrl-C, everything gone, and the same data the second time.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const folder = mkdtempSync(join(tmpdir(), 'procura-smoke-'));
const ports = await freePorts(6);
const environment = { ...process.env, DATA_DIR: folder, ...settings(ports) };
delete environment.DATABASE_URL;

try {
  const first = await startAndStop('npm', 'start');
  const second = await startAndStop('node', 'dist/src/demo/start.js'); // without npm, which hides how the service itself leaves
  if (first.database === undefined || first.database !== second.database) throw new Error('the second start made a new database');
  console.log(`ready after ${first.seconds} s on an empty folder, ${second.seconds} s the second time; stopped cleanly twice`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function startAndStop(...command) {
  const began = performance.now();
  // a process group of its own, as a terminal gives one: Ctrl-C reaches npm and node alike
  const child = spawn(command[0], command.slice(1), { env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const left = once(child, 'exit');
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  try {
    await ready(child);
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    process.kill(-child.pid, 'SIGINT');
    const [code, signal] = await Promise.race([left, sleep(30_000, ['no haste'])]);
    const clean = code === 0 || (command[0] === 'npm' && signal === 'SIGINT');
    if (!clean) throw new Error(`Ctrl-C: ${command.join(' ')} left with ${code ?? signal}`);
    while (alive(child.pid)) await sleep(50);
    await Promise.all(ports.map(isFree));
    return { seconds, database: identityOfDatabase() };
  } catch (error) {
    console.error(said);
    throw error;
  } finally {
    if (alive(child.pid)) process.kill(-child.pid, 'SIGKILL');
  }
}

async function ready(child) {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(200)) {
    if (child.exitCode !== null) throw new Error(`left with ${child.exitCode} before it was ready`);
    const answer = await fetch(`http://127.0.0.1:${ports[0]}/health/ready`).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error('not ready after two minutes');
}

/** The file a database is born with: the same one, as long as it was found and not made again. */
function identityOfDatabase() {
  const born = readdirSync(folder, { recursive: true }).find((name) => /(^|[\\/])PG_VERSION$/.test(name));
  return born && `${born} ${statSync(join(folder, born)).mtimeMs}`;
}

function settings([PORT, FRANCECONNECT_PORT, PROCONNECT_PORT, SERVICE_PORT, INBOX_PORT, SMTP_PORT]) {
  const all = { PORT, FRANCECONNECT_PORT, PROCONNECT_PORT, SERVICE_PORT, INBOX_PORT, SMTP_PORT };
  return Object.fromEntries(Object.entries(all).map(([name, port]) => [name, String(port)]));
}

async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const numbers = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return numbers;
}

async function isFree(port) {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  await once(server.close(), 'close');
}

function alive(group) {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}
