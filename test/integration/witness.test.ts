import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog } from '../../src/http/request-log.ts';
import { checkpointText, openCheckpoint } from '../../src/journal/checkpoint.ts';
import { openSigner, parseVkey, signNote } from '../../src/journal/note.ts';
import { addCheckpoint } from '../../src/journal/witness.ts';
import { openWitnessKey } from '../../src/journal/witness-key.ts';
import { serveWitness } from '../../src/journal/witness-server.ts';
import { openWitnessState } from '../../src/journal/witness-state.ts';
import { consistencyText } from '../../src/journal/witness-client.ts';
import { TestClock } from '../support/clock.ts';
import { plainConsistency, plainRoot } from '../support/plain-tree.ts';
import { hashLeaf } from '../../src/journal/merkle.ts';

const folder = mkdtempSync(join(tmpdir(), 'procura-witness-'));
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

const log = openSigner('log.example', Buffer.alloc(32, 7));
const signer = openWitnessKey(join(folder, 'key'), 'witness.example');
const leaves = Array.from({ length: 12 }, (_, index) => hashLeaf(Buffer.from(`entry ${String(index)}`)));
const others = leaves.with(1, hashLeaf(Buffer.from('another')));

let files = 0;
const fresh = () => join(folder, `state-${String(++files)}`);
const openAt = (path: string) => ({ signer, logKeys: [parseVkey(log.vkey)], state: openWitnessState(path), clock: new TestClock() });

function note(size: number, of = leaves, by = log): string {
  return signNote(checkpointText({ origin: log.name, size, root: plainRoot(of.slice(0, size)) }), [by]);
}

function request(old: number, size: number, of = leaves): string {
  const proof = old === 0 || old >= size ? [] : plainConsistency(of.slice(0, size), old);
  return consistencyText({ old, proof, note: note(size, of) });
}

test('it cosigns a tree that grows, with the second at which it did', () => {
  const witness = openAt(fresh());
  for (const [old, size] of [
    [0, 3],
    [3, 3],
    [3, 8],
    [8, 12],
  ] as const) {
    const { status, body } = addCheckpoint(witness, request(old, size));
    expect(status).toBe(200);
    const second = BigInt(witness.clock.now().getTime() / 1_000);
    const keys = { logKeys: witness.logKeys, witnessKeys: [parseVkey(signer.vkey)] };
    expect(openCheckpoint(note(size) + body, keys)).toMatchObject({ size, signatures: [{}, { second }] });
  }
});

const strange = openSigner('log.example', Buffer.alloc(32, 8));
const unknown = signNote(checkpointText({ origin: 'other.example', size: 3, root: plainRoot(leaves.slice(0, 3)) }), [log]);
const lines = (count: number) => Array.from({ length: count }, () => Buffer.alloc(32));

test.each<[what: string, body: string, status: number]>([
  ['a fork', request(5, 8, others), 422],
  ['another tree of the same size', request(5, 5, others), 409],
  ['a rollback', request(3, 3), 409],
  ['a rollback that says so', request(5, 3), 400],
  ['a size it did not cosign last', request(3, 8), 409],
  ['beginning again', request(0, 8), 409],
  ['no proof', consistencyText({ old: 5, proof: [], note: note(8) }), 422],
  ['a proof of nothing', consistencyText({ old: 5, proof: lines(1), note: note(8) }), 422],
  ['too long a proof', consistencyText({ old: 5, proof: lines(64), note: note(8) }), 400],
  ['half a hash', request(5, 8).replace(/\n[^\n]+\n\n/, '\nAAAA\n\n'), 400],
  ['another’s key', consistencyText({ old: 5, proof: [], note: note(5, leaves, strange) }), 403],
  ['a spoilt signature', request(5, 5).replace(/.(.)(=*)\n$/, (all, one: string) => all.replace(one, one === 'x' ? 'y' : 'x')), 403],
  ['an unknown log', consistencyText({ old: 5, proof: [], note: unknown }), 404],
  ['an empty request', '', 400],
  ['no old size', note(8), 400],
  ['an old size with a zero before', request(5, 5).replace('old 5', 'old 05'), 400],
  ['an old size beyond all sizes', request(5, 5).replace('old 5', 'old 99999999999999999999'), 400],
  ['no checkpoint', 'old 5\n\n', 400],
  ['a checkpoint without a signature', `old 5\n\n${note(8).split('\n\n')[0] ?? ''}\n`, 400],
])('it refuses, and remembers what it knew: %s', (_what, body, status) => {
  const path = fresh();
  expect(addCheckpoint(openAt(path), request(0, 5)).status).toBe(200);
  const before = readFileSync(path, 'utf8');
  const answer = addCheckpoint(openAt(path), body);
  expect(answer).toMatchObject({ status, body: expect.stringMatching(/^[^\n]+\n$/) });
  if (status === 409 && answer.type) expect(answer).toMatchObject({ body: '5\n', type: 'text/x.tlog.size' });
  expect(readFileSync(path, 'utf8')).toBe(before);
});

test('it remembers across a restart, and does not start with a memory it cannot read', () => {
  const path = fresh();
  expect(addCheckpoint(openAt(path), request(0, 5)).status).toBe(200);
  expect(addCheckpoint(openAt(path), request(0, 8, others)).status).toBe(409);
  expect(addCheckpoint(openAt(path), request(5, 8)).status).toBe(200);
  for (const spoilt of ['', '{', '{"log.example":{"size":-1,"root":""}}']) {
    writeFileSync(path, spoilt);
    expect(() => openAt(path)).toThrow('cannot be read');
  }
});

test('it does not answer what it could not write down', () => {
  const path = join(folder, 'nowhere', 'state');
  const witness = openAt(path);
  expect(() => addCheckpoint(witness, request(0, 5))).toThrow('ENOENT');
  expect(witness.state.last(log.name)).toBeNull();
});

test('its key is its own: made once, kept for itself, refused when spoilt', () => {
  expect(openWitnessKey(join(folder, 'key'), 'witness.example').vkey).toBe(signer.vkey);
  writeFileSync(join(folder, 'bad-key'), 'AAAA');
  expect(() => openWitnessKey(join(folder, 'bad-key'), 'witness.example')).toThrow('not 32 bytes');
});

test('over HTTP: one door, and nobody fills its memory', async () => {
  const server = await serveWitness({ ...openAt(fresh()), log: openLog('silent'), host: '127.0.0.1', port: 0 });
  servers.push(server);
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const post = (body: string, path = '/add-checkpoint') => fetch(url + path, { method: 'POST', body });
  expect((await post(request(0, 5))).status).toBe(200);
  const conflict = await post(request(0, 8));
  expect([conflict.status, conflict.headers.get('content-type'), await conflict.text()]).toEqual([409, 'text/x.tlog.size', '5\n']);
  expect((await fetch(`${url}/add-checkpoint`)).status).toBe(404);
  expect((await post('', '/')).status).toBe(404);
  expect(
    await post('x'.repeat(1_000_000)).then(
      ({ status }) => status,
      () => 400,
    ),
  ).toBe(400);
});

test('it answers another witness’s published requests as that one does', () => {
  const { witness } = JSON.parse(readFileSync('test/vectors/formats.json', 'utf8')) as {
    witness: { logOrigin: string; logKeyHex: string; cases: { body: string; status: number }[] };
  };
  const id = /^\u2014 \S+ (\S+)$/m.exec(witness.cases[0]?.body ?? '')?.[1] ?? '';
  const key = Buffer.concat([Buffer.of(1), Buffer.from(witness.logKeyHex, 'hex')]).toString('base64');
  const vkey = `${witness.logOrigin}+${Buffer.from(id, 'base64').subarray(0, 4).toString('hex')}+${key}`;
  const known = { ...openAt(fresh()), logKeys: [parseVkey(vkey)] };
  const statuses = witness.cases.map(({ body }) => addCheckpoint(known, body).status);
  // the third asks for an unknown log: 404 since the protocol's version 1.0.0
  expect(statuses).toEqual(witness.cases.map(({ status }, at) => (at === 2 ? 404 : status)));
});
