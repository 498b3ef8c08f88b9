import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process measured apart from the one that loads it. */
export interface Child {
  readonly pid: number;
  /** Sends a question and waits for its answer; throws what the child threw. */
  ask<T>(question: string, given?: unknown): Promise<T>;
  /** Asks it to leave, and waits until it has; after ten seconds it is made to. */
  close(): Promise<void>;
}

/** What a child can be asked, by name. */
export type Answers = Readonly<Record<string, (given: never) => unknown>>;

interface Message {
  readonly number: number;
  readonly question: string;
  readonly given: unknown;
}

type Reply = { readonly number: number } & ({ readonly answer: unknown } | { readonly failure: string });

/** Starts a file in a process of its own, its log thrown away. BENCH_PROFILE names a folder for CPU profiles; BENCH_ERRORS shows what it complains of. */
export function startChild(file: URL, environment: Readonly<Record<string, string>> = {}): Child {
  const profile = process.env['BENCH_PROFILE'];
  const child = fork(fileURLToPath(file), {
    execArgv: ['--import', 'tsx', ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [])],
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', process.env['BENCH_ERRORS'] ? 'inherit' : 'ignore', 'ipc'],
  });
  let count = 0;
  const ask = async <T>(question: string, given?: unknown): Promise<T> => {
    const number = ++count;
    child.send({ number, question, given });
    const reply = await replyTo(child, number);
    if ('failure' in reply) throw new Error(reply.failure);
    return reply.answer as T; // each question's answer is typed where it is asked
  };
  return { pid: child.pid ?? 0, ask, close: () => leave(child) };
}

/** In the child: answers until asked to leave. */
export function answer(answers: Answers): void {
  process.on('message', ({ number, question, given }: Message) => {
    const reply = (part: { answer: unknown } | { failure: string }) => void process.send?.({ number, ...part });
    void Promise.resolve()
      .then(() => answers[question]?.(given as never)) // asked by our own parent
      .then(
        (answer) => {
          reply({ answer });
        },
        (failure: unknown) => {
          reply({ failure: failure instanceof Error ? (failure.stack ?? failure.message) : String(failure) });
        },
      );
  });
  process.once('disconnect', () => process.exit(0));
}

function replyTo(child: ChildProcess, number: number): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const done = () => void child.off('message', heard).off('exit', gone);
    const heard = (reply: Reply) => {
      if (reply.number !== number) return;
      done();
      resolve(reply);
    };
    const gone = () => {
      done();
      reject(new Error('a measured process ended before it answered'));
    };
    child.on('message', heard).on('exit', gone);
  });
}

async function leave(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const left = once(child, 'exit');
  child.disconnect();
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await left;
  clearTimeout(late);
}
