import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '../../src/db/database.ts';
import { until } from './acts.ts';
import { Chaos } from './chaos.ts';
import { layGround } from './ground.ts';
import { judged } from './judged.ts';
import { openOwnServer } from './server.ts';

// Whoever thinks to lead: three at once, or one that slept. FAULTS=long: as long as the design says.
const isLong = process.env['FAULTS'] === 'long';
const limit = isLong ? 600_000 : 150_000;
const server = await openOwnServer();
const folder = mkdtempSync(join(tmpdir(), 'procura-leaders-'));
const stages = join(folder, 'stages');
const onServer = server ? test : test.skip;
const url = server?.url ?? '';
const ground = server && (await migrate({ url }).then(() => layGround(url)));

afterAll(() => {
  server?.remove();
  rmSync(folder, { recursive: true });
});

/** Nobody is fated to be killed; acts and leaders go on while it happens, and then all is judged. The journal’s anchor is the same. */
async function during(facts: { readonly round: number; readonly isUnlocked?: boolean }, happen: (chaos: Chaos) => Promise<void>) {
  if (!ground) throw new Error('there is a server');
  const anchorFile = join(folder, 'anchor', 'anchor');
  mkdirSync(join(folder, 'anchor'), { recursive: true });
  const fates = { log: stages, next: () => null };
  const chaos = new Chaos({ ...facts, url, anchorFile, policy: '', fates, ground });
  await until('a first head is published', async () => (await chaos.publishedSize()) > 0 && chaos.used.size > 50);
  await happen(chaos);
  await chaos.end();
  const found = await judged(url, { chaos, signedFile: `${stages}.signed`, anchorFile });
  console.log({ ...found.counts, leadershipsEnded: chaos.ended.length });
  expect(found.faults).toEqual([]);
  expect(found.counts.anchored).toBe(found.counts.entries);
  return chaos;
}

onServer(
  'three sequencers that all lead, the lock taken away: they refuse each other’s rounds, and sign one history',
  async () => {
    const { ended } = await during({ round: 5, isUnlocked: true }, () => sleep(isLong ? 15_000 : 5_000));
    expect(ended.filter((why) => /another leader moved the head|may only (grow|advance)|larger tree/.test(why)).length).toBeGreaterThan(5);
  },
  limit,
);

onServer(
  'a leader that sleeps between two rounds keeps the lead, since it may wake at any moment; acts go on, and all is signed when it does',
  async () => {
    await during({ round: 50 }, async (chaos) => {
      await chaos.suspendLeader(isLong ? 60_000 : 2_000, async () => {
        await sleep(500);
        const [size, used] = [await chaos.publishedSize(), chaos.used.size];
        await sleep(1_000);
        expect(await chaos.publishedSize()).toBe(size);
        expect(chaos.used.size).toBeGreaterThan(used);
      });
    });
  },
  limit,
);

onServer(
  'a leader that sleeps in the middle of a round is given up by the server: another leads, and what the sleeper then sends counts for nothing',
  async () => {
    const stage = 'leader: commit after journal-advance, before';
    const { ended } = await during({ round: 50 }, async (chaos) => {
      const wake = chaos.sleepAt(stage);
      await until('it sleeps', () => readFileSync(stages, 'utf8').includes(`SIGSTOP ${stage}\n`));
      const size = await chaos.publishedSize();
      if (!isLong) await chaos.cutSequencers(); // else the server does, after a quarter of a minute
      await until('another publishes', async () => (await chaos.publishedSize()) > size);
      await sleep(isLong ? 40_000 : 500);
      wake();
      await sleep(1_000);
    });
    expect(ended.filter((why) => /terminat|timeout|connection/i.test(why)).length).toBeGreaterThan(0);
  },
  limit,
);
