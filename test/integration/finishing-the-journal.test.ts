import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { finishJournal } from '../../src/finish-journal.ts';
import { openLog } from '../../src/http/request-log.ts';
import { checkpointText, openCheckpoint } from '../../src/journal/checkpoint.ts';
import { openSigner, parseVkey, signNote } from '../../src/journal/note.ts';
import { findCheckpoint } from '../../src/journal/tree-store.ts';
import { serveWitness } from '../../src/journal/witness-server.ts';
import { openWitnessState } from '../../src/journal/witness-state.ts';
import { openRooms } from '../support/rooms.ts';
import { logKeys, origin, Sequencing, signer } from '../support/sequencing.ts';
import { environmentOf } from '../support/terminal.ts';

// Who lays a history, or the demonstration, waits until all of it is signed and published, or is told why that will not be.
const rooms = await openRooms();
const { db, clock } = rooms;
const sequencing = new Sequencing(rooms);
const folder = mkdtempSync(join(tmpdir(), 'procura-finish-'));
const witness = openSigner('witness.example', Buffer.alloc(32, 9), 4);
const servers: Server[] = [];
const log = openLog('silent');

afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
  rmSync(folder, { recursive: true });
});

function finish({ witnessedAt, patience = 10_000 }: { readonly witnessedAt?: string; readonly patience?: number } = {}): Promise<number> {
  const policy = join(folder, 'policy');
  writeFileSync(policy, `log ${signer.vkey}\nwitness W ${witness.vkey} ${witnessedAt ?? ''}\nquorum W\n`);
  const settings = { JOURNAL_ORIGIN: origin, ANCHOR_FILE: sequencing.anchorFile, JOURNAL_POLICY_FILE: witnessedAt ? policy : '' };
  const config = readConfig(environmentOf(rooms, settings));
  return finishJournal({ config, context: { db, clock, log }, source: rooms.source, patience });
}

async function honest(): Promise<string> {
  const state = openWitnessState(join(folder, 'state'));
  const server = await serveWitness({ signer: witness, logKeys, state, clock, log, host: '127.0.0.1', port: 0 });
  servers.push(server);
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

test('all that is there is under a published checkpoint when it returns', async () => {
  await sequencing.write(5);
  const size = await finish();
  expect([size, (await findCheckpoint(db))?.size]).toEqual([5, 5]);
  expect(await finish()).toBe(5); // and is not waited for again
});

test('where witnesses are to be asked, what it publishes carries their cosignatures', async () => {
  await sequencing.write(5);
  expect(await finish({ witnessedAt: await honest() })).toBe(10);
  const published = await findCheckpoint(db);
  const { signatures } = openCheckpoint(published?.note ?? '', { logKeys, witnessKeys: [parseVkey(witness.vkey)] });
  expect([published?.cosignatures, signatures.map(({ key }) => key.name)]).toEqual([1, [origin, witness.name]]);
});

test('too few witnesses cosign: after a while it says so, and nothing is published', async () => {
  await sequencing.write(5);
  await expect(finish({ witnessedAt: 'http://127.0.0.1:1', patience: 700 })).rejects.toThrow(
    'The last checkpoint holds 10 of 15 entries, and nothing moves: too few witnesses cosign.',
  );
  expect((await findCheckpoint(db))?.size).toBe(10);
});

(rooms.isServer ? test : test.skip)(
  'while another instance leads it waits for what that one publishes, and says so when nothing comes',
  async () => {
    const idle = sequencing.start({ cosign: () => Promise.resolve(null) });
    await sequencing.until(() => idle.status().state === 'leading');
    await expect(finish({ patience: 700 })).rejects.toThrow('of 15 entries, and nothing moves: another instance leads.');
    await sequencing.stop();
    const busy = sequencing.start();
    await sequencing.until(() => busy.status().state === 'leading');
    expect(await finish()).toBe(15);
    await sequencing.stop();
  },
);

test('a database brought back to before what was signed: it says so at once', async () => {
  await sequencing.write(1);
  writeFileSync(sequencing.anchorFile, signNote(checkpointText({ origin, size: 900, root: Buffer.alloc(32, 1) }), [signer]));
  await expect(finish()).rejects.toThrow(/^The journal signs nothing: .*900 entries were signed/);
});
