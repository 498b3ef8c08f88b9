import { openUpstream } from '../../src/identity/upstream.ts';
import { listEntries } from '../../src/journal/store.ts';
import { Browser } from '../support/browser.ts';
import { choose, giveCode } from '../support/sign-in.ts';
import { freshCode } from '../support/staff.ts';
import { throughProConnect } from '../support/through-proconnect.ts';
import { openIdentityHouse } from '../support/upstream.ts';

const house = await openIdentityHouse();
afterAll(() => house.close());

const { world, clock, url } = house;
const claire = await world.helper({ email: 'Claire.Morel@ccas-villeneuve.example' }); // mailboxes are compared without case
await world.helper({ email: 'bruno.castel@ccas-villeneuve.example', suspendedAt: clock.now() });
const { atProConnect, answerFor, lastRefusal } = throughProConnect(house);

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
  expect(await lastRefusal()).toBe('account_not_admitted');
});

test('whoever changes their mind at ProConnect is back at the choice', async () => {
  const { browser, page } = await atProConnect();
  expect((await browser.submit(page, '', { fields: { cancel: 'yes' } })).url).toBe(`${url}/sign-in`);
});

test('a level we do not accept is refused', async () => {
  const kept = house.needs.proConnect;
  const { browser, callback } = await answerFor('Claire Morel');
  house.needs.proConnect = openUpstream(house.proConnectRegistration, { scope: 'openid email', acr: 'eidas1', acceptedAcrs: ['eidas3'] });
  const refused = await browser.open(callback);
  house.needs.proConnect = kept;
  expect(refused.status).toBe(403);
  expect(await lastRefusal()).toBe('upstream_refused');
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
