import { minute } from '../../src/clock.ts';
import { openUpstream } from '../../src/identity/upstream.ts';
import { listEntries } from '../../src/journal/store.ts';
import { Browser, type Shown } from '../support/browser.ts';
import { choose, giveCode } from '../support/sign-in.ts';
import { freshCode } from '../support/staff.ts';
import { openIdentityHouse } from '../support/upstream.ts';

const house = await openIdentityHouse();
afterAll(() => house.close());

const { world, clock, url } = house;
const claire = await world.helper({ email: 'Claire.Morel@ccas-villeneuve.example' }); // mailboxes are compared without case
await world.helper({ email: 'bruno.castel@ccas-villeneuve.example', suspendedAt: clock.now() });
const isCallback = (address: string) => address.startsWith(`${url}/sign-in/proconnect/callback`);

/** From the button to ProConnect's page; `tamper` may change the question on the way. */
async function atProConnect(
  browser = new Browser(),
  tamper: (question: URL) => void = () => undefined,
): Promise<{ browser: Browser; page: Shown }> {
  const start = await browser.open(`${url}/sign-in`);
  const sent = await browser.submit(start, '/sign-in/proconnect', { until: (address) => address.startsWith(house.proConnectUrl) });
  const question = new URL(sent.location ?? '');
  tamper(question);
  return { browser, page: await browser.open(question) };
}

/** ProConnect's answer, not delivered yet. */
async function answerFor(name: string, ...begun: Parameters<typeof atProConnect>): Promise<{ browser: Browser; callback: URL }> {
  const { browser, page } = await atProConnect(...begun);
  return { browser, callback: new URL((await choose(browser, page, name, isCallback)).location ?? '') };
}

async function refusals(): Promise<(string | null)[]> {
  const { rows } = await house.database.asOwner<{ refusal: string }>(
    `select refusal from journal.entry_index where event = 'sign_in_refused' order by entry_id`,
  );
  return rows.map(({ refusal }) => refusal);
}

test('a helper comes in through ProConnect, then gives a code', async () => {
  const { browser, page } = await atProConnect();
  const arriving = await choose(browser, page, 'Claire Morel');
  expect(arriving.url).toBe(`${url}/second-factor`);
  const home = await giveCode(browser, arriving, freshCode(clock, claire));
  expect(home.text).toContain(claire.email);
  expect((await listEntries(house.db, { helperId: claire.id }, { limit: 1 }))[0]).toMatchObject({ event: 'helper_signed_in' });
});

test('we ask with PKCE, a long nonce and state, and a level', async () => {
  let asked: Record<string, string> = {};
  await atProConnect(new Browser(), (question) => (asked = Object.fromEntries(question.searchParams)));
  expect(asked).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', acr_values: 'eidas1' });
  expect(asked['nonce']).toMatch(/^[0-9a-f]{64}$/);
  expect(asked['state']).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
  ['whom we do not know', 'Paul Personne'],
  ['who is suspended', 'Bruno Castel'],
])('a professional %s is not admitted, and is told the same', async (_who, name) => {
  const { browser, page } = await atProConnect();
  const refused = await choose(browser, page, name);
  expect(refused).toMatchObject({ status: 403, text: expect.stringContaining('Aucun compte actif ne correspond') });
  expect((await browser.open(`${url}/home`)).url).toBe(`${url}/sign-in`);
  expect((await refusals()).at(-1)).toBe('account_not_admitted');
});

test('whoever changes their mind at ProConnect is back at the choice', async () => {
  const { browser, page } = await atProConnect();
  expect((await browser.submit(page, '', { fields: { cancel: 'yes' } })).url).toBe(`${url}/sign-in`);
});

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
      const { browser, callback } = await answerFor('Claire Morel', new Browser(), (question) =>
        question.searchParams.set('nonce', '0'.repeat(64)),
      );
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
  if (refused.url.includes('/sign-in/')) expect((await refusals()).at(-1)).toBe(refusal);
});

test('a level we do not accept is refused', async () => {
  const kept = house.needs.proConnect;
  const { browser, callback } = await answerFor('Claire Morel');
  house.needs.proConnect = openUpstream(house.proConnectRegistration, { scope: 'openid email', acr: 'eidas1', acceptedAcrs: ['eidas3'] });
  const refused = await browser.open(callback);
  house.needs.proConnect = kept;
  expect(refused.status).toBe(403);
  expect((await refusals()).at(-1)).toBe('upstream_refused');
});

test('ProConnect out of reach is said so, and asked again next time', async () => {
  const kept = house.needs.proConnect;
  const dialect = { scope: 'openid email', acr: 'eidas1', acceptedAcrs: ['eidas1'] };
  house.needs.proConnect = openUpstream({ ...house.proConnectRegistration, issuer: 'http://localhost:9/api/v2' }, dialect);
  const browser = new Browser();
  const down = await browser.submit(await browser.open(`${url}/sign-in`), '/sign-in/proconnect');
  house.needs.proConnect = kept;
  expect(down).toMatchObject({ status: 503, text: expect.stringContaining('ne répond pas') });
  expect((await atProConnect(browser)).page.status).toBe(200);
});

async function changed({ browser, callback }: { browser: Browser; callback: URL }, name: string, value: string | null): Promise<Shown> {
  if (value === null) callback.searchParams.delete(name);
  else callback.searchParams.set(name, value);
  return browser.open(callback);
}

function elsewhere({ browser, callback }: { browser: Browser; callback: URL }, path: string): Promise<Shown> {
  return browser.open(new URL(path + callback.search, url));
}
