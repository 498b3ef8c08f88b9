import { after, minute } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { Refusal } from '../../src/errors.ts';
import { openLog } from '../../src/http/request-log.ts';
import { closeBy, type ClosingRule } from '../../src/journal/close-volume.ts';
import { listClosings } from '../../src/journal/closing-store.ts';
import type { Sequencer } from '../../src/journal/sequencer.ts';
import { isYearOver } from '../../src/journal/volumes.ts';
import { startService } from '../../src/service.ts';
import { openRooms } from '../support/rooms.ts';
import { origin, Sequencing } from '../support/sequencing.ts';
import { environmentOf } from '../support/terminal.ts';
import { faultsOf } from '../support/volumes.ts';

// The year ends in Paris, an hour or two before it does in Greenwich; whoever leads then closes the volume, once.
const rooms = await openRooms();
const { db, clock, needs } = rooms;
const sequencing = new Sequencing(rooms);
const onServer = 'url' in rooms.source ? test : test.skip;
const newYear = (year: number) => new Date(Date.UTC(year - 1, 11, 31, 23)); // 1 January in Paris

const start = (rule: ClosingRule = 'yearly', clockGiven = needs.clock): Sequencer =>
  sequencing.start({ clock: clockGiven, ...closeBy({ ...needs, clock: clockGiven }, { rule, patience: 200 }) });
/** Some are written and published, and a leader has asked itself twice whether the year is over. */
async function lived(sequencer: Sequencer): Promise<void> {
  await sequencing.write(2);
  await sequencing.settled(sequencer);
  await new Promise((resolve) => setTimeout(resolve, 2_100));
}
const isLeading = (sequencer: Sequencer) => sequencer.status().state === 'leading';
const years = async () => (await listClosings(db)).map(({ closedAt }) => closedAt.toISOString());
const count = async () => (await listClosings(db)).length;

beforeAll(async () => {
  clock.set(after(newYear(2020), -5 * minute));
  await sequencing.write(2); // a history that was laid, or brought along: the volume begins when it is first signed
  clock.set(after(newYear(2026), minute));
});
afterEach(() => sequencing.stop());

test('a year is that of Paris', () => {
  expect(isYearOver(newYear(2026), after(newYear(2027), -1))).toBe(false);
  expect(isYearOver(after(newYear(2027), -1), newYear(2027))).toBe(true);
  expect(isYearOver(newYear(2027), after(newYear(2027), -1))).toBe(false); // of two clocks one is ahead
});

test('at the turn of the year it is closed, and not before, nor a second time; its last entry is of the first instant', async () => {
  const sequencer = start();
  clock.set(after(newYear(2027), -1));
  await lived(sequencer);
  expect(await years()).toEqual([]);
  clock.set(newYear(2027));
  await sequencing.until(async () => (await count()) > 0);
  clock.forward(5 * minute);
  await lived(sequencer);
  expect(await years()).toEqual([newYear(2027).toISOString()]);
  expect(await faultsOf(sequencing)).toEqual([]);
}, 30_000);

test('where a command does it, the turn of the year is a turn like another', async () => {
  const before = await years();
  clock.set(newYear(2028));
  await lived(start('command'));
  expect(await years()).toEqual(before);
}, 30_000);

test('nobody was there when the year turned, or two: it is closed at the next start, once', async () => {
  const before = await count();
  clock.set(after(newYear(2030), 40 * minute));
  const sequencer = start();
  await sequencing.until(async () => (await count()) > before);
  await lived(sequencer);
  expect(await count()).toBe(before + 1);
  expect(await faultsOf(sequencing)).toEqual([]);
}, 30_000);

test('a clock that is not to be trusted turns no year, and heads are signed meanwhile; it is turned when the clock is right again', async () => {
  const before = await count();
  let isAstray = true;
  clock.set(newYear(2031));
  const watched = {
    now: () => {
      if (isAstray) throw new Refusal('journal_unavailable');
      return clock.now();
    },
  };
  const sequencer = sequencing.start({ ...closeBy({ ...needs, clock: watched }, { rule: 'yearly', patience: 200 }) });
  await lived(sequencer);
  expect([await count(), sequencer.status().detail]).toEqual([before, null]);
  isAstray = false;
  await sequencing.until(async () => (await count()) > before);
}, 30_000);

onServer(
  'of two instances one closes it, once, whichever clock is a little ahead',
  async () => {
    const before = await count();
    clock.set(newYear(2032));
    const behind = { now: () => after(clock.now(), -2 * minute) };
    const both = [start('yearly'), start('yearly', behind)];
    clock.forward(3 * minute);
    for (let turn = 0; turn < 2; turn++) {
      await sequencing.until(() => both.some(isLeading));
      const leader = both.find(isLeading) ?? start();
      await lived(leader);
      expect(await count()).toBe(before + 1);
      await leader.stop(); // the other leads, and does not close it again
    }
    expect(await faultsOf(sequencing)).toEqual([]);
  },
  60_000,
);

onServer(
  'the service does so as it is set',
  async () => {
    const before = await count(); // begun in 2032, as the clocks here say
    const serve = async (rule: ClosingRule) => {
      const settings = {
        JOURNAL_ORIGIN: origin,
        ANCHOR_FILE: sequencing.anchorFile,
        PORT: '0',
        LOG_LEVEL: 'silent',
        JOURNAL_CLOSING: rule,
      };
      return startService(readConfig(environmentOf(rooms, settings)), openLog('silent'));
    };
    await rooms.asOwner('alter table journal.closings disable trigger closings_stand');
    await rooms.asOwner("update journal.closings set closed_at = '2025-06-01' where volume = (select max(volume) from journal.closings)");
    await rooms.asOwner('alter table journal.closings enable trigger closings_stand');
    const idle = await serve('command');
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await idle.close();
    expect(await count()).toBe(before);
    const service = await serve('yearly');
    await sequencing.until(async () => (await count()) > before);
    await service.close();
    expect(await count()).toBe(before + 1);
  },
  60_000,
);
