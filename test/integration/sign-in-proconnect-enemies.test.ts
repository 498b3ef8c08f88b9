import { minute } from '../../src/clock.ts';
import { Browser, type Shown } from '../support/browser.ts';
import { throughProConnect } from '../support/through-proconnect.ts';
import { openIdentityHouse } from '../support/upstream.ts';

const house = await openIdentityHouse();
afterAll(() => house.close());

const { world, clock, url } = house;
await world.helper({ email: 'Claire.Morel@ccas-villeneuve.example' });
const { atProConnect, answerFor, lastRefusal } = throughProConnect(house);

/** What does not fit the question: how the answer is brought, and what it is refused with. */
const enemies: readonly (readonly [who: string, act: () => Promise<Shown>, refusal: string])[] = [
  [
    'brings the answer in another browser',
    async () => new Browser().open((await answerFor('Claire Morel')).callback),
    'upstream_request_unknown',
  ],
  [
    'brings it in another session that has a question of its own',
    async () => {
      const { browser } = await atProConnect();
      return browser.open((await answerFor('Claire Morel')).callback);
    },
    'upstream_request_unknown',
  ],
  [
    'brings it twice',
    async () => {
      const { browser, callback } = await answerFor('Claire Morel');
      await browser.open(callback);
      return browser.open(callback);
    },
    'upstream_request_unknown',
  ],
  [
    'brings it after ten minutes',
    async () => {
      const { browser, callback } = await answerFor('Claire Morel');
      clock.forward(10 * minute);
      return browser.open(callback);
    },
    'upstream_request_unknown',
  ],
  ['invents a state', async () => changed(await answerFor('Claire Morel'), 'state', 'f'.repeat(64)), 'upstream_request_unknown'],
  [
    'brings it to the door of persons',
    async () => elsewhere(await answerFor('Claire Morel'), '/identification/callback'),
    'upstream_request_unknown',
  ],
  ['invents a code', async () => changed(await answerFor('Claire Morel'), 'code', 'invented'), 'upstream_refused'],
  ['answers for another issuer', async () => changed(await answerFor('Claire Morel'), 'iss', 'https://other.example'), 'upstream_refused'],
  ['answers for no issuer', async () => changed(await answerFor('Claire Morel'), 'iss', null), 'upstream_refused'],
  [
    'had another nonce signed',
    async () => {
      const { browser, callback } = await answerFor('Claire Morel', (question) => question.searchParams.set('nonce', '0'.repeat(64)));
      return browser.open(callback);
    },
    'upstream_refused',
  ],
  [
    'brings a code given for another verifier',
    async () => {
      const [mine, stolen] = [await answerFor('Claire Morel'), await answerFor('Claire Morel')];
      return changed(mine, 'code', stolen.callback.searchParams.get('code'));
    },
    'upstream_refused',
  ],
];

test.each(enemies)('who %s does not get in', async (_who, act, refusal) => {
  const refused = await act();
  expect(refused.status).toBe(403);
  expect(refused.text).not.toContain('Claire');
  expect(refused.text).not.toMatch(/[?;]state=/);
  if (refused.url.includes('/sign-in/')) expect(await lastRefusal()).toBe(refusal);
});

async function changed({ browser, callback }: { browser: Browser; callback: URL }, name: string, value: string | null): Promise<Shown> {
  if (value === null) callback.searchParams.delete(name);
  else callback.searchParams.set(name, value);
  return browser.open(callback);
}

function elsewhere({ browser, callback }: { browser: Browser; callback: URL }, path: string): Promise<Shown> {
  return browser.open(new URL(path + callback.search, url));
}
