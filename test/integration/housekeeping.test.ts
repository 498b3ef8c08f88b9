import { once } from 'node:events';
import { day, second } from '../../src/clock.ts';
import { chores, startHousekeeping } from '../../src/housekeeping.ts';
import { Browser } from '../support/browser.ts';
import { TestClock } from '../support/clock.ts';
import { openHouse } from '../support/house.ts';

const clock = new TestClock();
afterAll(async () => {
  await housekeeping.stop(); // before the house closes its database
  metrics.close();
});
const { url, context, logged } = await openHouse({ clock });
const metrics = context.metrics.listen(0, '127.0.0.1');
await once(metrics, 'listening');
let broken = false;
const breaks = () => (broken ? Promise.reject(new Error('no')) : Promise.resolve());
const housekeeping = startHousekeeping(context, { every: 20, all: { breaks, ...chores } });

async function metric(name: string): Promise<number> {
  const { port } = metrics.address() as { port: number };
  const page = await (await fetch(`http://127.0.0.1:${port}`)).text();
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(page)?.[1]);
}

/** Reads again until it is so, or the test's time is over. */
async function until<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  while ((await read()) !== wanted) await new Promise((resolve) => setTimeout(resolve, 20));
}

const sessions = async () => (await context.db.select('id_hash').from('sessions')).length;

test('how long the oldest entry waits for a published head is shown', async () => {
  clock.forward(90 * second);
  await until(() => metric('procura_journal_behind_seconds'), 90);
});

test('a chore that fails is named and counted, and keeps no other from being done', async () => {
  await new Browser().open(`${url}/stop`);
  expect(await sessions()).toBe(1);
  broken = true;
  await until(() => metric('procura_housekeeping_failed'), 1);
  expect(logged()).toContain('"chore":"breaks"');
  clock.forward(day);
  await until(sessions, 0);
  broken = false;
  await until(() => metric('procura_housekeeping_failed'), 0);
});
