import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pg from 'pg';
import { errorReply } from '../../src/http/error-reply.ts';
import { setUpPage } from '../../src/http/render.ts';
import { openLog } from '../../src/http/request-log.ts';
import { securityHeaders } from '../../src/http/security-headers.ts';
import { auditJournal, type Fault } from '../../src/journal/audit.ts';
import { journalRoutes } from '../../src/journal/routes.ts';
import { findCheckpoint, findEntryId, findIndex, mapIndexes } from '../../src/journal/tree-store.ts';
import { manyEntries } from '../support/many-entries.ts';
import { Monitor } from '../support/monitor.ts';
import { openRooms } from '../support/rooms.ts';
import { logKeys, Sequencing, signer } from '../support/sequencing.ts';

// A journal of three levels of tiles on a server, of two on the embedded database, which takes its time.
const rooms = await openRooms();
const { db } = rooms;
const sequencing = new Sequencing(rooms);
const many = rooms.isServer ? 66_000 : 17_000;
const publicUrl = 'http://localhost';

async function serve(): Promise<string> {
  const app = express();
  const log = openLog('silent');
  app.use(securityHeaders({ publicUrl }), setUpPage({ publicUrl }));
  app.use(journalRoutes({ db, journalPolicy: signer.vkey, cosignaturesNeeded: 0 }), errorReply({ log, publicUrl }));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.keepAliveTimeout = 120_000; // longer than it takes to write many entries on a busy machine
  afterAll(() => {
    server.close().closeAllConnections();
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const [url, hurried] = [await serve(), await serve()];
const monitor = new Monitor(url, signer.vkey);
/** A transaction that is open while all the others come and go; the embedded database has but one session. */
const slow = 'url' in rooms.source ? new pg.Client({ connectionString: rooms.source.url }) : null;
let [some, late] = [0, ''];
const publishedSize = async () => (await findCheckpoint(db))?.size ?? 0;

async function grow(write: () => Promise<unknown>): Promise<number> {
  const sequencer = sequencing.start();
  await write();
  await sequencing.settled(sequencer);
  await sequencing.stop();
  return publishedSize();
}

test('a monitor of somebody else’s follows the log from nothing to its last checkpoint, by its addresses alone', async () => {
  expect((await fetch(`${url}/tile/0/000`)).status).toBe(404);
  const few = await grow(() => sequencing.write(5));
  expect(await monitor.follow()).toBe(few);
  some = await grow(() => sequencing.write(300));
  expect(await monitor.follow()).toBe(some);
  await slow?.connect();
  await slow?.query('begin');
  late = (await slow?.query<{ id: string }>(`${manyEntries(1)} returning id::text`))?.rows[0]?.id ?? '';
  const before = monitor.asked;
  const all = await grow(() => rooms.asOwner(manyEntries(many)));
  expect(all).toBe(some + many);
  expect(await monitor.follow()).toBe(all);
  const levels = [all, Math.floor(all / 256), Math.floor(all / 65_536)];
  const tiles = levels.reduce((sum, hashes) => sum + Math.ceil(hashes / 256), 0) - 1; // all but the first of the lowest
  expect(monitor.asked - before).toBe(tiles);
}, 120_000);

test('the place of each entry is found, whether it came in its turn or after 66,000 others', async () => {
  const before = await publishedSize();
  await slow?.query('commit');
  await slow?.end();
  const size = await grow(() => sequencing.write(1));
  expect(await monitor.follow()).toBe(size);
  if (slow) expect([size, await findIndex(db, late)]).toEqual([before + 2, before]);
  const places = Array.from({ length: 100 }, (_, at) => Math.floor((at * size) / 100));
  const ids = await Promise.all(places.map(async (place) => (await findEntryId(db, place)) ?? ''));
  expect([...(await mapIndexes(db, ids)).entries()].sort(([, one], [, other]) => one - other)).toEqual(
    ids.map((id, at) => [id, places[at]]),
  );
  expect(await findIndex(db, '999999999999')).toBeNull();
}, 120_000);

test('a tile is kept for ever by whoever likes, asked again costs nothing, and sets no cookie', async () => {
  const answer = await fetch(`${url}/tile/0/001`);
  const header = (name: string) => answer.headers.get(name);
  expect([answer.status, header('content-type'), header('cache-control'), header('set-cookie')]).toEqual([
    ...[200, 'application/octet-stream', 'public, max-age=31536000, immutable', null],
  ]);
  const again = await fetch(`${url}/tile/0/001`, { headers: { 'If-None-Match': header('etag') ?? 'none', 'Cache-Control': 'max-age=0' } });
  expect(again.status).toBe(304);
  const checkpoint = await fetch(`${url}/checkpoint`);
  expect([checkpoint.headers.get('cache-control'), checkpoint.headers.get('etag')]).toEqual(['no-cache', expect.any(String)]);
});

test('a former width of a tile that grew is still given; what is beyond the last checkpoint is not there, and not remembered as missing', async () => {
  const size = await publishedSize();
  const [last, width] = [Math.floor(size / 256), size % 256];
  const status = async (path: string) => (await fetch(url + path)).status;
  const named = String(last).padStart(3, '0');
  expect(await status('/tile/0/000.p/5')).toBe(200);
  expect(await status(`/tile/0/${named}.p/${String(width)}`)).toBe(200);
  for (const path of [`${named}.p/${String(width + 1)}`, named, String(last + 1).padStart(3, '0')]) {
    const answer = await fetch(`${url}/tile/0/${path}`);
    expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 404, 'no-cache']);
  }
  // what is in the tree, and not published yet
  await rooms.asOwner(
    `set session_replication_role = replica; delete from journal.checkpoints where size > ${some}; set session_replication_role = default`,
  );
  expect([await status('/tile/0/000'), await status('/tile/0/002'), await status('/tile/1/000'), await status('/tile/1/000.p/1')]).toEqual([
    ...[200, 404, 404, 200],
  ]);
  await expect(monitor.follow()).rejects.toThrow('shorter than it was');
});

test('whoever asks too fast is told to come back', async () => {
  const statuses = new Set<number>();
  for (let asked = 0; asked <= 1_200; asked += 50)
    for (const { status } of await Promise.all(Array.from({ length: 50 }, () => fetch(`${hurried}/tile/0/nothing`)))) statuses.add(status);
  expect([...statuses]).toEqual([404, 429]);
}, 120_000);

test('two entries that changed places are told apart from altered ones, however far apart they stand', async () => {
  const [one, altered, other] = await Promise.all([10, 12, 16_900].map(async (place) => (await findEntryId(db, place)) ?? ''));
  await rooms.asOwner(`set session_replication_role = replica;
    create table public.kept as select * from journal.entries where id in (${one}, ${other});
    update journal.entries set leaf = (select leaf from public.kept where id = ${other}) where id = ${one};
    update journal.entries set leaf = (select leaf from public.kept where id = ${one}) where id = ${other};
    update journal.entries set leaf = leaf || ' '::bytea where id = ${altered};
    set session_replication_role = default`);
  const found: Fault[] = [];
  for await (const fault of auditJournal({ db, logKeys })) found.push(fault);
  const told = found.filter(({ entryId }) => entryId).map(({ kind, index, detail }) => `${kind} ${String(index)}: ${detail}`);
  expect(told).toEqual([
    'reordered 10: these are the bytes of the entry at place 16900',
    'altered 12: these are not the bytes that were recorded',
    'reordered 16900: these are the bytes of the entry at place 10',
  ]);
}, 120_000);
