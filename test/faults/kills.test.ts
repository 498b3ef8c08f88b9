import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '../../src/db/database.ts';
import { firstOf } from '../../src/journal/volumes.ts';
import { until } from './acts.ts';
import { Chaos } from './chaos.ts';
import { Fates } from './fates.ts';
import { layGround } from './ground.ts';
import { judged } from './judged.ts';
import { openOwnServer } from './server.ts';
import { openWitnesses } from './witnesses.ts';

/** `kill -9` so often at least; FAULTS=240 for a long run. */
const wanted = Number(process.env['FAULTS']) || 30;
/** How long the stages demanded may take, where the machine does much else. */
const patience = 420_000;
const server = await openOwnServer();
const folder = mkdtempSync(join(tmpdir(), 'procura-kills-'));
const anchorFile = join(folder, 'anchor', 'anchor');
let wishing: NodeJS.Timeout | undefined;

/** From the wish that a volume be closed until how it ended has left: its last entry, its closing, the first entry of the next, its final head. */
const ends = [
  ...['journal-term', 'journal.stand_still', 'insert into journal.entries', 'journal-advance', 'insert into journal.closings'].map(
    (what) => `closing: ${what} .*before`,
  ),
  ...['closing: journal.begin_volume .*before', 'opening: insert into journal.entries .*before'],
  ...['opening: commit .*before', 'opening: commit .*on its way'],
  ...['the end: renameSync .*before', 'the end: openSync of the anchor after renameSync, before'],
  ...['the end: a witness is asked .*before', 'the end: a witness is asked .*on its way'],
  ...['the end: insert into journal.checkpoints .*before', 'the end: commit after insert into journal.checkpoints, on its way'],
].map((what) => new RegExp(`^leader: ${what}$`));

/** Where a process must have been killed at least once: before each statement of an entry and of a round, and around each commit. */
const demanded = [
  ...['journal-batch', 'journal-advance', 'commit after journal-advance', 'insert into journal.checkpoints'].flatMap(around),
  ...['commit after insert into journal.checkpoints', 'a witness is asked'].flatMap(around),
  ...['openSync', 'writeSync', 'fsyncSync', 'closeSync', 'renameSync'].map((call) => new RegExp(`^leader: ${call} of the anchor after`)),
  ...['openSync of the anchor after renameSync', 'fsyncSync of the anchor after openSync'].map((what) => new RegExp(`^leader: ${what}`)),
  ...['insert into uses', 'insert into journal.mandate_chains', 'insert into journal.entries'].map(
    (what) => new RegExp(`^writer: ${what} .*before$`),
  ),
  ...['before', 'on its way'].map((when) => new RegExp(`^writer: commit after insert into journal.entries, ${when}$`)),
  /^writer: a use is acknowledged, before$/,
  ...ends,
];

/** Somebody wishes that the volume under way be closed, as soon as something of it is published. */
const wish = `insert into journal.closing_wishes (volume, asked_at)
  select max(size) >> 40, now() from journal.checkpoints having count(*) > 0 on conflict do nothing`;

function around(what: string): RegExp[] {
  return ['before', 'on its way'].map((when) => new RegExp(`^leader: ${what}.*, ${when}$`));
}

(server ? test : test.skip)(
  `kill -9 at every stage, ${wanted} times at least: no acknowledged act is lost, none is there twice, every head ever signed is of this tree`,
  async () => {
    if (!server) return;
    await migrate({ url: server.url });
    mkdirSync(join(folder, 'anchor'));
    const [ground, witnesses] = [await layGround(server.url), await openWitnesses(folder)];
    const fates = new Fates(join(folder, 'stages'), demanded);
    const chaos = new Chaos({ url: server.url, anchorFile, policy: witnesses.policy, fates, ground });
    const done = { leaderKilled: 0, writerKilled: 0, connectionCut: 0, leaderSuspended: 0, leaderForgotten: 0, serverCrashed: 0 };
    const acts: Record<keyof typeof done, () => unknown> = {
      ...{ leaderKilled: () => chaos.killLeader(), writerKilled: () => chaos.killWriter(done.writerKilled) },
      ...{ connectionCut: () => chaos.cutSequencers(), leaderSuspended: () => chaos.suspendLeader(1_000) },
      ...{ leaderForgotten: () => chaos.suspendLeader(1_000, () => chaos.cutSequencers()), serverCrashed: () => server.crash() },
    };
    const kinds = Object.keys(acts) as (keyof typeof done)[]; // of the object above
    wishing = setInterval(() => void chaos.query(wish).catch(() => []), 500);
    await until('a life was seen to its end', async () => (await chaos.publishedSize()) > firstOf(1) && chaos.used.size > 50, 120);
    chaos.killEverybody(); // who comes after them has a fate
    for (const started = performance.now(); fates.unmet().length > 0 && performance.now() - started < patience;) await sleep(100);
    for (let turn = 0; chaos.kills < wanted || turn < kinds.length * 2; turn++) {
      const kind = kinds[turn % kinds.length] ?? 'leaderKilled';
      done[kind] += 1;
      await acts[kind]();
      await sleep(300 + Math.random() * 500);
    }
    clearInterval(wishing);
    await chaos.end();
    const found = await judged(server.url, { chaos, signedFile: `${fates.log}.signed`, anchorFile, witnesses });
    witnesses.close();
    console.log({ ...done, kills: chaos.kills, stages: fates.stagesMet(), ...found.counts });
    expect(found.faults).toEqual([]);
    expect(fates.unmet()).toEqual([]);
    expect(Math.min(chaos.kills, wanted)).toBe(wanted);
    expect(chaos.used.size).toBeGreaterThan(100);
    expect(found.counts.ends).toBeGreaterThan(5);
    expect(found.counts.anchored).toBe(found.counts.entries);
  },
  2 * patience + wanted * 4_000,
);

afterAll(() => {
  clearInterval(wishing);
  server?.remove();
  rmSync(folder, { recursive: true });
});
