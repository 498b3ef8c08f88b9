import { once } from 'node:events';
import { day, second } from '../../src/clock.ts';
import { startHousekeeping } from '../../src/housekeeping.ts';
import { Browser } from '../support/browser.ts';
import { TestClock } from '../support/clock.ts';
import { openHouse } from '../support/house.ts';

const clock = new TestClock();
afterAll(async () => {
  await housekeeping.stop(); // before the house closes its database
  metrics.close();
});
const { url, context, database, logged } = await openHouse({ clock });
const metrics = context.metrics.listen(0, '127.0.0.1');
await once(metrics, 'listening');
const housekeeping = startHousekeeping(context, 20);

async function metric(name: string): Promise<number> {
  const { port } = metrics.address() as { port: number };
  const page = await (await fetch(`http://127.0.0.1:${port}`)).text();
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(page)?.[1]);
}

/** Reads again until it is so, or the test's time is over. */
async function until<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  while ((await read()) !== wanted) await new Promise((resolve) => setTimeout(resolve, 20));
}

const sessions = async () => (await database.asOwner('select from sessions')).rows.length;

test('how long the oldest entry waits for a published head is shown', async () => {
  clock.forward(90 * second);
  await until(() => metric('procura_journal_behind_seconds'), 90);
});

test('a chore that fails is named and counted, and keeps no other from being done', async () => {
  await new Browser().open(`${url}/stop`);
  expect(await sessions()).toBe(1);
  await database.asOwner('alter table mandate_drafts rename to drafts_away');
  await until(() => metric('procura_housekeeping_failed'), 1);
  expect(logged()).toContain('"chore":"lapseDrafts"');
  clock.forward(day);
  await until(sessions, 0);
  await database.asOwner('alter table drafts_away rename to mandate_drafts');
  await until(() => metric('procura_housekeeping_failed'), 0);
});
