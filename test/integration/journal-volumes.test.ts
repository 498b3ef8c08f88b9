import express from 'express';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openLog } from '../../src/http/request-log.ts';
import { openCheckpoint, parseCheckpoint } from '../../src/journal/checkpoint.ts';
import { listClosings } from '../../src/journal/closing-store.ts';
import { cosignBy } from '../../src/journal/cosign.ts';
import { consistencyFault } from '../../src/journal/merkle.ts';
import { openSigner, parseVkey, splitNote } from '../../src/journal/note.ts';
import { parsePolicy } from '../../src/journal/policy.ts';
import { makeReceipt, makeReceipts, proveConsistency, rootAt } from '../../src/journal/proof.ts';
import { verifyReceipt } from '../../src/journal/receipt.ts';
import { findCheckpoint, findCheckpointOf, findEntryId, findLeaf, readProgress } from '../../src/journal/tree-store.ts';
import { tileRoutes } from '../../src/journal/tile-routes.ts';
import { firstOf } from '../../src/journal/volumes.ts';
import { serveWitness } from '../../src/journal/witness-server.ts';
import { openWitnessState } from '../../src/journal/witness-state.ts';
import { Monitor } from '../support/monitor.ts';
import { openRooms } from '../support/rooms.ts';
import { logKeys, origin, Sequencing, signer } from '../support/sequencing.ts';
import { closed, faultsOf, startClosing } from '../support/volumes.ts';

// Three volumes of one journal, cosigned by a witness that knows the key of the first: the second begins while others write.
const rooms = await openRooms();
const { db } = rooms;
const sequencing = new Sequencing(rooms);
/** More than a tile on a server; the embedded database takes its time. */
const many = rooms.isServer ? 290 : 30;
const origins = [origin, 'journal.procura.test/2027', 'journal.procura.test/2028'];
const witness = openSigner('witness.example', Buffer.alloc(32, 9), 4);
const log = openLog('silent');
const addressOf = (server: Server) => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
const policyWith = (url: string) => parsePolicy(`log ${signer.vkey}\nwitness W ${witness.vkey} ${url}\nquorum W\n`);
const policy = policyWith('');

beforeAll(async () => {
  const state = openWitnessState(join(sequencing.folder, 'witness'));
  const asked = { signer: witness, logKeys: [parseVkey(signer.vkey)], state, clock: rooms.clock, log, host: '127.0.0.1', port: 0 };
  const server = await serveWitness(asked);
  const sequencer = startClosing(sequencing, cosignBy(policyWith(addressOf(server)), { db, log }));
  await sequencing.write(many);
  await sequencing.settled(sequencer);
  const writing = (async () => {
    for (let turn = 0; turn < many / 15; turn++) await sequencing.write(5);
  })();
  await closed(sequencing, sequencer);
  await writing;
  await sequencing.write(many);
  await sequencing.settled(sequencer);
  await closed(sequencing, sequencer);
  await sequencing.write(3);
  await sequencing.settled(sequencer);
  await sequencing.stop();
  server.close().closeAllConnections();
}, 60_000);

const leafAt = async (place: number) => {
  const entryId = (await findEntryId(db, place)) ?? '';
  const leaf = await findLeaf(db, entryId);
  return { entryId, ...(JSON.parse(leaf?.toString() ?? '{}') as { k: string; m?: { n: number; prev: string } }) };
};

test('each volume ends with the entry that closes it, the next begins with the one that goes on from there, under the next origin', async () => {
  const closings = await listClosings(db);
  expect(closings.map((closing) => closing.origin)).toEqual(origins.slice(0, 2));
  for (const { volume, size, root, lastId } of closings) {
    const [last, next] = [await leafAt(firstOf(volume) + size - 1), await leafAt(firstOf(volume + 1))];
    expect([last.k, next.k, last.entryId, next.entryId]).toEqual([
      'journal_closed',
      'journal_opened',
      String(lastId),
      String(firstOf(volume + 1)),
    ]);
    expect(next.m?.n).toBe((last.m?.n ?? 0) + 1);
    const published = await findCheckpointOf(db, volume);
    const end = openCheckpoint(published?.note ?? '', { logKeys, witnessKeys: [parseVkey(witness.vkey)] });
    expect(end).toMatchObject({ origin: origins[volume], size, root });
    expect(end.signatures.map(({ key }) => key.name)).toEqual([origins[volume], witness.name]);
  }
  const last = await findCheckpoint(db);
  expect(parseCheckpoint(splitNote(last?.note ?? '').text)).toMatchObject({ origin: origins[2], size: 4 });
  expect(last?.note.startsWith(readFileSync(sequencing.anchorFile, 'utf8'))).toBe(true); // before the cosignature
});

test('nothing that was written while a volume was closed is lost or told twice: every entry is in one volume', async () => {
  expect(await faultsOf(sequencing)).toEqual([]);
  const [{ n }] = (await db.raw<{ rows: [{ n: number }] }>('select count(*)::int as n from journal.entries')).rows;
  const sizes = (await listClosings(db)).map(({ size }) => size);
  expect(n).toBe(sizes.reduce((sum, size) => sum + size, 4));
  expect(await readProgress(db)).toMatchObject({ size: n, publishedSize: n, waitingSince: null });
});

test('an entry is proven in its volume, closed or not, to whoever knows the key of the first', async () => {
  const ids: string[] = [];
  for (const [volume, size] of [...(await listClosings(db)).map((closing) => closing.size), 4].entries())
    for (let index = 0; index < size; index += 57) {
      const { entryId, k } = await leafAt(firstOf(volume) + index);
      ids.push(entryId);
      for (const under of ['last', 'first'] as const) {
        const proven = verifyReceipt((await makeReceipt(db, { entryId, disclosures: [], under })) ?? '', policy);
        expect([proven.index, proven.checkpoint.origin, proven.leaf.k]).toEqual([index, origins[volume], k]);
      }
    }
  const last = await findCheckpoint(db);
  if (!last) throw new Error('nothing was published');
  const receipts = await makeReceipts(db, ids, last);
  expect([...receipts.keys()].sort()).toEqual(ids.sort());
  for (const receipt of receipts.values()) expect(() => verifyReceipt(receipt, policy)).not.toThrow();
});

test('within each volume every tree begins with the smaller ones', async () => {
  for (const volume of [0, 1]) {
    const last = await findCheckpointOf(db, volume);
    if (!last) throw new Error('nothing was published');
    for (let size = 1; size < last.size; size += 41) {
      const older = { size, root: await rootAt(db, size, volume) };
      expect(consistencyFault(older, last, await proveConsistency(db, size, last.size, volume))).toBeNull();
    }
  }
});

test('a monitor follows each volume at its own address, as a log of its own', async () => {
  const server = express().use(tileRoutes({ db })).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const sizes = [...(await listClosings(db)).map(({ size }) => size), 4];
    for (const [volume, name] of origins.entries()) {
      const address = `${addressOf(server)}/volumes/${String(volume + 1)}`;
      expect(await new Monitor(address, signer.named(name).vkey).follow()).toBe(sizes[volume]);
    }
    expect(await new Monitor(addressOf(server), signer.named(origins[2] ?? '').vkey).follow()).toBe(4);
    for (const unknown of ['0', '4', '01', 'x'])
      expect((await fetch(`${addressOf(server)}/volumes/${unknown}/checkpoint`)).status).toBe(404);
  } finally {
    server.close().closeAllConnections();
  }
});

test('a leader takes up the last volume, and what it signs goes on there', async () => {
  const sequencer = sequencing.start();
  await sequencing.write(2);
  await sequencing.settled(sequencer);
  await sequencing.stop();
  expect(parseCheckpoint(splitNote((await findCheckpoint(db))?.note ?? '').text)).toMatchObject({ origin: origins[2], size: 6 });
});
