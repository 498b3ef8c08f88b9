import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const held = 'held.';
const tries = 4;

/**
 * Keeps a folder for this process until it is given back, or the process ends however it does. Throws one sentence when another has it. Not
 * by a process's number, which two containers share: each has a socket in the folder, and whether its process lives is known to the kernel.
 */
export async function holdFolder(folder: string, what: string): Promise<() => void> {
  for (let turn = 1; ; turn++) {
    const { name, giveBack } = await stand(folder, what);
    // whoever holds it stood here before they looked: of two that look, the later one sees the other
    if ((await listOthers(folder, name)).length === 0) return giveBack;
    giveBack();
    if (turn === tries) throw new Error(`${what} ${folder} is in use by another process: stop that one first.`);
    await sleep(50 + Math.random() * 200 * turn); // it may only be looking too, and have drawn back
  }
}

interface Place {
  readonly name: string;
  readonly giveBack: () => void;
}

/** A socket that is seen only once it answers: one that does not is of a process that is gone. */
async function stand(folder: string, what: string): Promise<Place> {
  const name = `${held}${randomUUID().slice(0, 8)}`;
  const server = createServer((socket) => socket.destroy()).unref();
  try {
    await once(server.listen(join(folder, `new-${name}`)), 'listening');
    renameSync(join(folder, `new-${name}`), join(folder, name));
  } catch (cause) {
    server.close();
    throw new Error(`${what} ${folder} cannot be kept for one process: it must be on a disk of this machine, under a shorter name.`, {
      cause,
    });
  }
  return {
    name,
    giveBack: () => {
      server.close();
      rmSync(join(folder, name), { force: true });
    },
  };
}

/** Those who are there; what the gone ones left is cleared away, and no other ever bears its name. */
async function listOthers(folder: string, own: string): Promise<string[]> {
  const others = readdirSync(folder).filter((name) => name.startsWith(held) && name !== own);
  const answers = await Promise.all(others.map(async (name) => ({ name, isThere: await isAnswered(join(folder, name)) })));
  for (const { name, isThere } of answers) if (!isThere) rmSync(join(folder, name), { force: true });
  return answers.flatMap(({ name, isThere }) => (isThere ? [name] : []));
}

async function isAnswered(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch (error) {
    return !['ECONNREFUSED', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '');
  } finally {
    socket.destroy();
  }
}
