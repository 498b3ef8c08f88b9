import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export type Environment = Readonly<Record<string, string>>;

const patience = 60_000;

/** Starts a built program and waits until it says that it is ready. */
export async function started(file: string, environment: Environment): Promise<{ child: ChildProcess; seconds: number }> {
  const from = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', file], { env: { ...process.env, ...environment }, stdio: 'ignore' });
  const address = `http://127.0.0.1:${environment['PORT'] ?? ''}/health/ready`;
  while (performance.now() - from < patience && child.exitCode === null) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return { child, seconds: (performance.now() - from) / 1_000 };
    await pause(20);
  }
  await ended(child);
  throw new Error(`${file} was not ready after a minute, or gave up`);
}

/** Ends it as an operator would. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await exit;
  clearTimeout(late);
}

/** What it holds in memory now. */
export function residentMb({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid ?? 0}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1_024;
}
