import { day, minute } from '../../src/clock.ts';
import { lapseDrafts } from '../../src/mandates/abandon-draft.ts';
import { listEntries } from '../../src/journal/store.ts';
import { Browser } from '../support/browser.ts';
import { TestClock } from '../support/clock.ts';
import { Counter } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';

const clock = new TestClock();
const house = await openHouse({ clock });

/** A draft of a helper who asked somebody from afar, and the link that left. */
async function asked() {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const draft = await counter.draft();
  const id = draft.url.slice(-36);
  await counter.browser.submit(await counter.browser.open(`${draft.url}/request`), '/request', { fields: { address: 'a@example.fr' } });
  const link = /https?:\S+\/requests\/\S+/.exec((await house.takeMessages())[0]?.text ?? '')?.[0] ?? '';
  return { counter, draft, id, link };
}

test('left alone for 21 days it is over, to the minute, and closed with its entry', async () => {
  const { id, link } = await asked();
  clock.forward(21 * day - minute);
  expect((await new Browser().open(link)).status).toBe(200);
  clock.forward(minute);
  expect((await new Browser().open(link)).status).toBe(410);
  await lapseDrafts(house.context);
  const entries = await listEntries(house.context.db, { mandateId: id }, { limit: 10 });
  expect(entries.map(({ event }) => event)).toEqual(['mandate_abandoned', 'mandate_requested', 'mandate_drafted']);
});

test('neither link nor address lies in clear in the database', async () => {
  const { link } = await asked();
  const { rows } = await house.database.asOwner<{ row: string }>(
    `select encode(token_hash, 'escape') || encode(address, 'escape') as row from remote_requests`,
  );
  expect(JSON.stringify(rows)).not.toContain('a@example.fr');
  expect(JSON.stringify(rows)).not.toContain(link.slice(-43));
});

test('another helper does not see the waiting page, nor sends anything', async () => {
  const { draft } = await asked();
  const other = new Counter(house, await house.world.helper());
  const home = await other.signIn();
  const csrf = /name="_csrf" value="([^"]+)"/.exec(home.text)?.[1] ?? '';
  expect((await other.browser.open(`${draft.url}/waiting`)).status).toBe(404);
  expect((await other.browser.request(`${draft.url}/request`, { _csrf: csrf, address: 'b@example.fr' })).status).toBe(404);
  expect(await house.takeMessages()).toEqual([]);
});
