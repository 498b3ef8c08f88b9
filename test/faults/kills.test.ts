import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate, openDatabase } from '../../src/db/database.ts';
import { openCheckpoint } from '../../src/journal/checkpoint.ts';
import { logKeys, treeFaults } from '../support/sequencing.ts';
import { Chaos } from './chaos.ts';
import { openOwnServer } from './server.ts';

// 22 kills and six suspensions a push; FAULTS=260 for 200 kills.
const faults = Number(process.env['FAULTS'] ?? 28);
const server = await openOwnServer();

(server ? test : test.skip)(
  `after ${faults} faults no acknowledged entry is lost, none is there twice, every checkpoint is of this tree`,
  async () => {
    if (!server) return;
    const folder = mkdtempSync(join(tmpdir(), 'procura-anchor-'));
    await migrate({ url: server.url });
    const chaos = new Chaos(server.url, join(folder, 'anchor'));
    const done = { leaderKilled: 0, writerKilled: 0, connectionCut: 0, leaderSuspended: 0, leaderForgotten: 0, serverCrashed: 0 };
    await sleep(4_000);
    for (let fault = 0; fault < faults; fault++) {
      await sleep(200 + Math.random() * 500);
      const kind =
        (
          [
            ...(['leaderKilled', 'writerKilled', 'connectionCut', 'leaderKilled'] as const),
            ...(['serverCrashed', 'leaderSuspended', 'writerKilled', 'leaderForgotten'] as const),
          ] as const
        )[fault % 8] ?? 'leaderKilled';
      done[kind]++;
      if (kind === 'leaderKilled') chaos.killLeader();
      if (kind === 'writerKilled') chaos.killWriter(fault);
      if (kind === 'connectionCut') await chaos.cutSequencers();
      if (kind === 'leaderSuspended') await chaos.suspendLeader(1_500);
      if (kind === 'leaderForgotten') await chaos.suspendLeader(1_500, () => chaos.cutSequencers());
      if (kind === 'serverCrashed') server.crash();
    }
    await sleep(1_000);
    await chaos.end();
    const db = openDatabase({ url: server.url });
    const found = await treeFaults(db);
    const { rows } = await db.raw<{ rows: { id: string }[] }>('select id::text from journal.entries');
    const committed = new Set(rows.map(({ id }) => id));
    const anchored = openCheckpoint(readFileSync(join(folder, 'anchor'), 'utf8'), { logKeys });
    await db.destroy();
    rmSync(folder, { recursive: true });
    console.log({ ...done, acknowledged: chaos.acknowledged.size, committed: committed.size, anchored: anchored.size });
    expect(found).toEqual([]);
    expect([...chaos.acknowledged].filter((id) => !committed.has(id))).toEqual([]);
    expect(chaos.acknowledged.size).toBeGreaterThan(100);
    expect(anchored.size).toBe(committed.size);
  },
  120_000 + faults * 4_000,
);

afterAll(() => server?.remove());
