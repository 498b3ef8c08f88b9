import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, day, yearsLater } from '../../src/clock.ts';
import { insertWish, listClosings } from '../../src/journal/closing-store.ts';
import { openSigner } from '../../src/journal/note.ts';
import { openRooms } from '../support/rooms.ts';
import { origin, Sequencing, signer } from '../support/sequencing.ts';
import { environmentOf, said } from '../support/terminal.ts';
import { closed, startClosing } from '../support/volumes.ts';

// What the command says of volumes past their term, and when it drops none: closed years ago, since it has a process's own view of the time.
const rooms = await openRooms();
const { db, clock, world } = rooms;
const sequencing = new Sequencing(rooms);
const onServer = 'url' in rooms.source ? test : test.skip;
const before = { ...process.env };
const now = new Date();
const cosignedBy = (cosignatures: number) => ({ cosign: ({ note }: { note: string }) => Promise.resolve({ note, cosignatures }) });
const names = [origin, 'journal.procura.test/2027', 'journal.procura.test/2028'];
const policyFile = join(sequencing.folder, 'policy');

beforeAll(async () => {
  const witnesses = ['one', 'two'].map((name, place) => `witness ${name} ${openSigner(name, Buffer.alloc(32, 40 + place), 4).vkey}`);
  writeFileSync(policyFile, [`log ${signer.vkey}`, ...witnesses, 'group both 2 one two', 'quorum both', ''].join('\n'));
  Object.assign(process.env, environmentOf(rooms, { JOURNAL_ORIGIN: origin, ANCHOR_FILE: sequencing.anchorFile }));
  clock.set(after(yearsLater(now, -7), -2 * day));
  await world.mandate({ helper: await world.helper(), duration: 'day' });
  const sequencer = startClosing(sequencing, cosignedBy(1));
  await sequencing.write(3);
  await sequencing.settled(sequencer);
  await closed(sequencing, sequencer);
  clock.set(yearsLater(now, -6));
  await sequencing.write(2);
  await sequencing.settled(sequencer);
  await closed(sequencing, sequencer);
  await sequencing.stop();
}, 60_000);
afterAll(() => {
  process.env = before;
});

const dropped = async () => (await listClosings(db)).flatMap(({ droppedAt, origin: name }) => (droppedAt ? [name] : []));
const dryRun = () => said('retention', 'run', '--dry-run');
const run = () => said('retention', 'run');

onServer('while somebody a volume speaks of is not forgotten yet, it is none that is dropped', async () => {
  const { code, text } = await dryRun();
  expect([code, /(\d+) +need not/.exec(text)?.[1], text.includes('entries of')]).toEqual([0, '1', false]);
});

onServer(
  'where witnesses that the policy asks for are missing under how it ended, people are forgotten and the volume is kept',
  async () => {
    process.env['JOURNAL_POLICY_FILE'] = policyFile;
    const sentence = `${origin} is kept: 1 witnesses cosigned how it ended, the policy asks for 2.`;
    const { code, text } = await run();
    expect([code, text.includes('1 people forgotten.'), text.split('\n').at(-1)]).toEqual([1, true, sentence]);
    expect(await dryRun()).toMatchObject({ code: 0, text: expect.stringContaining(`speak of nobody who is kept: ${sentence}`) });
    expect(await dropped()).toEqual([]);
    process.env['JOURNAL_POLICY_FILE'] = '';
  },
);

onServer('a dry run says what would go and drops nothing, nor anything before the years that are set', async () => {
  const [size] = (await listClosings(db)).map((closing) => closing.size);
  expect(await dryRun()).toMatchObject({
    code: 0,
    text: expect.stringMatching(
      new RegExp(`^ *${String(size)}  entries of ${origin} speak of nobody who is kept: .procura retention run. drops them\\.$`, 'm'),
    ),
  });
  process.env['RETENTION_YEARS'] = '10';
  for (const { code, text } of [await dryRun(), await run()]) expect([code, text.includes('entries of')]).toEqual([0, false]);
  process.env['RETENTION_YEARS'] = '5';
  expect(await dropped()).toEqual([]);
});

onServer('the oldest go first; the one that only the volume under way comes after is kept, and the command fails', async () => {
  const { code, text } = await run();
  const [first, second] = await listClosings(db);
  expect(text.split('\n').slice(-2)).toEqual([
    `${String(first?.size)} entries of ${origin} dropped; its last checkpoint is kept.`,
    `${String(second?.origin)} is kept: the volume after it, which vouches for how it ended, is not closed.`,
  ]);
  expect([code, await dropped()]).toEqual([1, [origin]]);
});

onServer(
  'a volume whose end is not published is kept too; once it is, and another was closed, all go, and nothing is left to do',
  async () => {
    clock.set(after(yearsLater(now, -6), day));
    const alone = startClosing(sequencing, cosignedBy(1));
    await sequencing.until(() => alone.status().state === 'leading' && alone.status().size === alone.status().publishedSize);
    await sequencing.stop();
    startClosing(sequencing, { cosign: () => Promise.resolve(null) });
    await insertWish(db, { volume: 2, at: clock.now() });
    await sequencing.until(async () => (await listClosings(db)).length > 2);
    await sequencing.stop();
    const { code, text } = await run();
    expect([code, text.split('\n').at(-1)]).toEqual([1, `${String(names[2])} is kept: how it ended is not published.`]);
    expect(await dropped()).toEqual(names.slice(0, 2));
    clock.set(now);
    const heard = startClosing(sequencing, cosignedBy(1));
    await sequencing.until(() => heard.status().state === 'leading' && heard.status().size === heard.status().publishedSize);
    await insertWish(db, { volume: 3, at: clock.now() });
    await sequencing.until(async () => (await listClosings(db)).length > 3);
    await sequencing.stop();
    expect(await run()).toMatchObject({ code: 0, text: expect.stringContaining(`entries of ${String(names[2])} dropped`) });
    expect(await run()).toMatchObject({ code: 0, text: expect.not.stringContaining('dropped') });
    expect(await dropped()).toEqual(names); // the last was closed today
  },
);
