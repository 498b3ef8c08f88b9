import { deleteEndedLimits } from '../../src/http/store.ts';
import { rateLimit } from '../../src/http/rate-limit.ts';
import { Browser } from '../support/browser.ts';
import { askForLink } from '../support/sign-in.ts';
import { entriesOf } from '../support/staff.ts';
import { openIdentityHouse } from '../support/upstream.ts';

const house = await openIdentityHouse();
afterAll(() => house.close());

const { world, clock } = house;

test('known, unknown and suspended addresses get the same answer; only the known one gets a mail', async () => {
  const [armand, gone] = [await world.helper(), await world.helper({ suspendedAt: clock.now() })];
  const answers = [];
  for (const email of [armand.email, 'nobody@ccas.example', gone.email]) {
    const browser = new Browser();
    const answer = await browser.submit(await browser.open(`${house.url}/sign-in`), '/sign-in/link', { fields: { email } });
    answers.push({ status: answer.status, url: answer.url, text: answer.text.replaceAll(/nonce="[^"]*"/g, '') });
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect((await house.takeMessages()).map(({ to }) => to)).toEqual([armand.email]);
  expect(await entriesOf(house, gone)).toEqual(['sign_in_refused: account_not_admitted']);
});

test('what was typed is nowhere in clear', async () => {
  const email = 'somebody.unheard.of@private.example';
  await askForLink(house, new Browser(), email);
  const { rows } = await house.database.asOwner<{ found: string }>(
    `select concat((select string_agg(convert_from(leaf, 'utf8'), '') from journal.entries), (select json_agg(i)::text from journal.entry_index i),
       (select json_agg(r)::text from rate_limits r), (select json_agg(o)::text from outbox o)) as found`,
  );
  expect(rows[0]?.found).not.toContain('unheard');
});

test('one mailbox is asked five times in a quarter of an hour, not six', async () => {
  const armand = await world.helper();
  for (let time = 0; time < 5; time++) await askForLink(house, new Browser(), armand.email);
  const browser = new Browser();
  const page = await browser.open(`${house.url}/sign-in`);
  const sixth = await browser.submit(page, '/sign-in/link', { fields: { email: armand.email.toUpperCase() } });
  expect(sixth.status).toBe(429);
  expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('where somebody came from is counted without being kept, and forgotten once the period is over', async () => {
  const counted = async () => house.db<{ key: string }>('rate_limits').where('key', 'like', 'somewhere:%').select('key');
  const limit = rateLimit(house, { name: 'somewhere', points: 1, seconds: 60 });
  const began = Date.now();
  await limit.take('203.0.113.7');
  await expect(limit.take('203.0.113.7')).rejects.toMatchObject({ code: 'too_many_requests' });
  await limit.take('203.0.113.8');
  await deleteEndedLimits(house.db, new Date(began + 59_000));
  expect(await counted()).toHaveLength(2);
  expect(JSON.stringify(await counted())).not.toContain('203.0');
  await deleteEndedLimits(house.db, new Date(Date.now() + 61_000));
  expect(await counted()).toEqual([]);
});
