import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog } from '../../src/http/request-log.ts';
import { checkpointText, openCheckpoint } from '../../src/journal/checkpoint.ts';
import { openCosign } from '../../src/journal/cosign.ts';
import { openSigner, parseVkey, signNote } from '../../src/journal/note.ts';
import { parsePolicy } from '../../src/journal/policy.ts';
import { rootAt } from '../../src/journal/proof.ts';
import type { SignedHead } from '../../src/journal/publish.ts';
import { findCheckpoint } from '../../src/journal/tree-store.ts';
import { serveWitness } from '../../src/journal/witness-server.ts';
import { openWitnessState } from '../../src/journal/witness-state.ts';
import { openRooms } from '../support/rooms.ts';
import { origin, Sequencing, signer } from '../support/sequencing.ts';

const rooms = await openRooms();
const { db } = rooms;
const sequencing = new Sequencing(rooms);
const folder = mkdtempSync(join(tmpdir(), 'procura-cosign-'));
const servers: Server[] = [];
const silent = openLog('silent');
const keys = [9, 10, 11].map((seed, at) => openSigner(`witness${String(at + 1)}.example`, Buffer.alloc(32, seed), 4));
const witnessKeys = keys.map(({ vkey }) => parseVkey(vkey));
const stranger = openSigner('witness1.example', Buffer.alloc(32, 1), 4);

afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
  rmSync(folder, { recursive: true });
});

beforeAll(async () => {
  const sequencer = sequencing.start();
  await sequencing.write(20);
  await sequencing.settled(sequencer);
  await sequencing.stop();
});

let states = 0;

/** An honest witness, with the key of the `at`th, or another. */
async function honest(at: number, key = keys[at]): Promise<string> {
  if (!key) throw new Error('no such witness');
  const state = openWitnessState(join(folder, `state-${String(++states)}`));
  const needs = { signer: key, logKeys: [parseVkey(signer.vkey)], state, clock: rooms.clock, log: silent, host: '127.0.0.1', port: 0 };
  return address(await serveWitness(needs));
}

/** One that answers whatever it is asked in its own way. */
async function odd(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return address(server);
}

function address(server: Server): string {
  servers.push(server);
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

function policyOf(urls: readonly string[]): ReturnType<typeof parsePolicy> {
  const lines = urls.map((url, at) => `witness W${String(at)} ${keys[at]?.vkey ?? ''} ${url}`);
  return parsePolicy(
    [`log ${signer.vkey}`, ...lines, `group G 2 ${urls.map((_url, at) => `W${String(at)}`).join(' ')}`, 'quorum G'].join('\n'),
  );
}

async function head(size: number): Promise<SignedHead> {
  const root = await rootAt(db, size);
  return { volume: 0, size, root, note: signNote(checkpointText({ origin, size, root }), [signer]) };
}

const signers = (note: string | undefined) =>
  openCheckpoint(note ?? '', { logKeys: [parseVkey(signer.vkey)], witnessKeys }).signatures.map(({ key }) => key.name);

test('three witnesses cosign as the tree grows, each from where it was', async () => {
  const urls = await Promise.all([honest(0), honest(1), honest(2)]);
  const cosign = openCosign({ db, log: silent, policy: policyOf(urls) });
  for (const size of [3, 3, 8, 20]) {
    const answer = await cosign(await head(size));
    expect([answer?.cosignatures, signers(answer?.note)]).toEqual([3, [origin, ...keys.map(({ name }) => name)]]);
  }
  const restarted = openCosign({ db, log: silent, policy: policyOf(urls) });
  expect((await restarted(await head(20)))?.cosignatures).toBe(3);
  expect(await restarted(await head(8))).toBeNull(); // they know better
});

const copied = { line: '' };

test.each<[what: string, third: RequestListener | 'closed' | 'wrong key']>([
  ['slow', () => undefined],
  ['closed', 'closed'],
  ['broken', (_request, response) => void response.writeHead(500).end('no')],
  ['endless', (_request, response) => void setInterval(() => response.write('x'.repeat(9_999)), 1).unref()],
  ['with another key', 'wrong key'],
  ['talking nonsense', (_request, response) => void response.end('\u2014 witness3.example AAAA\n')],
  ['repeating what another said', (_request, response) => void response.end(copied.line)],
  ['always of another mind', (_request, response) => void response.writeHead(409, { 'Content-Type': 'text/x.tlog.size' }).end('2\n')],
  ['of a tree to come', (_request, response) => void response.writeHead(409, { 'Content-Type': 'text/x.tlog.size' }).end('99999\n')],
  ['leading elsewhere', (_request, response) => void response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end()],
])('one witness is %s: the two others are enough, in about a second; alone with one, it is not', async (_what, third) => {
  const [one, two] = await Promise.all([honest(0), honest(1)]);
  const url = third === 'closed' ? 'http://127.0.0.1:1' : third === 'wrong key' ? await honest(2, stranger) : await odd(third);
  const asked = await head(20);
  copied.line = keys[0]?.signatureOf(checkpointText({ origin, ...asked }), 1) ?? '';
  const started = performance.now();
  const answer = await openCosign({ db, log: silent, patience: 300, policy: policyOf([one, two, url]) })(asked);
  expect([answer?.cosignatures, signers(answer?.note)]).toEqual([2, [origin, 'witness1.example', 'witness2.example']]);
  expect(await openCosign({ db, log: silent, patience: 300, policy: policyOf([one, 'http://127.0.0.1:1', url]) })(asked)).toBeNull();
  expect(performance.now() - started).toBeLessThan(3_000);
});

test('a journal that forks finds no witness', async () => {
  const cosign = openCosign({ db, log: silent, policy: policyOf(await Promise.all([honest(0), honest(1)])) });
  expect(await cosign(await head(8))).not.toBeNull();
  for (const size of [8, 20]) {
    const root = Buffer.alloc(32, 1);
    const fork = { volume: 0, size, root, note: signNote(checkpointText({ origin, size, root }), [signer]) };
    expect(await cosign(fork)).toBeNull();
  }
  expect((await cosign(await head(20)))?.cosignatures).toBe(2);
});

test('what the sequencer publishes carries the cosignatures, and waits for a quorum', async () => {
  let url = 'http://127.0.0.1:1';
  const one = await honest(0);
  const cosign = (asked: SignedHead) => openCosign({ db, log: silent, policy: policyOf([one, url]) })(asked);
  const sequencer = sequencing.start({ cosign });
  await sequencing.write(1);
  await sequencing.until(() => sequencer.status().size === 21);
  expect((await findCheckpoint(db))?.size).toBe(20);
  url = await honest(1);
  await sequencing.settled(sequencer);
  await sequencing.stop();
  const published = await findCheckpoint(db);
  expect([published?.size, published?.cosignatures, signers(published?.note)]).toEqual([
    21,
    2,
    [origin, 'witness1.example', 'witness2.example'],
  ]);
});
