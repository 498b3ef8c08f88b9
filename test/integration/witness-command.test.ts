import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkpointText, openCheckpoint } from '../../src/journal/checkpoint.ts';
import { holdFolder } from '../../src/journal/hold-folder.ts';
import { hashLeaf } from '../../src/journal/merkle.ts';
import { openSigner, parseVkey, signNote } from '../../src/journal/note.ts';
import { openWitnessState } from '../../src/journal/witness-state.ts';
import { consistencyText } from '../../src/journal/witness-client.ts';
import { plainConsistency, plainRoot } from '../support/plain-tree.ts';
import { said } from '../support/terminal.ts';

// `procura witness`, as a partner authority runs it: a program of its own, with a folder and no database.
const folder = mkdtempSync(join(tmpdir(), 'procura-witnesses-'));
const home = join(folder, 'witness');
const log = openSigner('log.example', Buffer.alloc(32, 7));
const leaves = Array.from({ length: 12 }, (_, index) => hashLeaf(Buffer.from(`entry ${String(index)}`)));
const others = leaves.with(1, hashLeaf(Buffer.from('another')));
const running: ChildProcess[] = [];
const left = (place: string) => readdirSync(place).filter((name) => name.includes('held.'));

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** As in two containers, where each is process 1. */
const program = `Object.defineProperty(process, 'pid', { value: 1 });
  import { Command } from 'commander';
  import { witnessCommand } from './src/cli/witness.ts';
  const program = new Command();
  witnessCommand(program);
  await program.parseAsync(process.argv.slice(1), { from: 'user' });`;
const words = ['witness', '--name', 'witness.example', '--log', log.vkey, '--folder', home, '--port', '0'];

/** A witness in a process of its own, which listens: its key, and where. */
async function listening(): Promise<{ child: ChildProcess; vkey: string; url: string }> {
  const arguments_ = ['--import', 'tsx', '--input-type=module', '-e', program, '--', ...words];
  const child = spawn(process.execPath, arguments_, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  const heard = await new Promise<string>((resolve) => {
    let all = '';
    child.stdout.on('data', (chunk) => {
      if ((all += String(chunk)).includes('\n')) resolve(all);
    });
  });
  const [, vkey = '', url = ''] = /^witness witness\.example (\S+) (\S+)$/m.exec(heard) ?? [];
  return { child, vkey, url };
}

/** What another process says that is not let in. */
async function refusedTo(): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program, '--', ...words]);
  running.push(child);
  let all = '';
  child.stdout.on('data', (chunk) => {
    all += String(chunk);
    child.kill('SIGKILL'); // it began
  });
  child.stderr.on('data', (chunk) => (all += String(chunk)));
  await once(child, 'close');
  return all;
}

async function ask(url: string, old: number, size: number, of = leaves): Promise<{ status: number; body: string; note: string }> {
  const note = signNote(checkpointText({ origin: log.name, size, root: plainRoot(of.slice(0, size)) }), [log]);
  const proof = old === 0 || old >= size ? [] : plainConsistency(of.slice(0, size), old);
  const answer = await fetch(`${url}/add-checkpoint`, { method: 'POST', body: consistencyText({ old, proof, note }) });
  return { status: answer.status, body: await answer.text(), note };
}

test('it cosigns with the key it prints; a second one on its folder does not begin; killed, it remembers; asked to leave, it leaves', async () => {
  const one = await listening();
  const { status, body, note } = await ask(one.url, 0, 5);
  const { signatures } = openCheckpoint(note + body, { logKeys: [parseVkey(log.vkey)], witnessKeys: [parseVkey(one.vkey)] });
  expect([status, signatures.map(({ key }) => key.name)]).toEqual([200, ['log.example', 'witness.example']]);
  const inUse = `The witness’s folder ${home} is in use by another process: stop that one first.`;
  expect(await said(...words)).toEqual({ code: 1, text: inUse });
  expect(await refusedTo()).toContain(inUse); // one that thinks it has the same number
  one.child.kill('SIGKILL');
  await once(one.child, 'exit');
  const two = await listening(); // the lock of one that was killed holds nobody up
  expect(two.vkey).toBe(one.vkey);
  expect((await ask(two.url, 0, 8, others)).status).toBe(409);
  expect((await ask(two.url, 5, 8, others)).status).toBe(422);
  expect((await ask(two.url, 5, 8)).status).toBe(200);
  two.child.kill('SIGTERM');
  expect(await once(two.child, 'exit')).toEqual([0, null]);
  expect(left(home)).toEqual([]);
}, 60_000);

test('of many that begin at once on one folder one has it at most; given back, the next has it', async () => {
  const place = mkdtempSync(join(folder, 'held-'));
  for (let turn = 0; turn < 3; turn++) {
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => holdFolder(place, 'The folder')));
    const kept = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(kept.length).toBeLessThan(2);
    for (const giveBack of kept) giveBack();
  }
  const giveBack = await holdFolder(place, 'The folder');
  await expect(holdFolder(place, 'The folder')).rejects.toThrow(`The folder ${place} is in use by another process: stop that one first.`);
  giveBack();
  (await holdFolder(place, 'The folder'))();
  expect(left(place)).toEqual([]);
  await expect(holdFolder(join(folder, 'x'.repeat(120)), 'The folder')).rejects.toThrow('cannot be kept for one process');
}, 60_000);

test.each([
  ['a port beyond all ports', ['--port', '70000'], /A port is a whole number up to 65535\./],
  ['a key that is none', ['--log', 'x'], /^the key is not of the form name\+id\+key$/],
])(
  '%s: one sentence, and it does not begin',
  async (_what, more, text) => {
    expect(await said(...words, ...more)).toEqual({ code: 1, text: expect.stringMatching(text) });
    expect(left(home)).toEqual([]);
  },
  60_000,
);

test('what another process wrote into its memory counts at once: of two on one file, the second cosigns no fork', () => {
  const path = join(folder, 'shared.json');
  const [one, two] = [openWitnessState(path), openWitnessState(path)];
  one.record(log.name, { size: 5, root: plainRoot(leaves.slice(0, 5)) });
  expect(two.last(log.name)).toEqual({ size: 5, root: plainRoot(leaves.slice(0, 5)) });
  two.record('other.example', { size: 1, root: plainRoot(leaves.slice(0, 1)) });
  expect([one.last('other.example')?.size, one.last(log.name)?.size]).toEqual([1, 5]);
});
