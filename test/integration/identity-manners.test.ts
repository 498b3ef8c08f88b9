import { minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { hour } from '../../src/clock.ts';
import { localPath } from '../../src/identity/return-to.ts';
import { setHelperSuspended, insertMembership } from '../../src/organisations/store.ts';
import { Browser } from '../support/browser.ts';
import { giveCode, firstFactor, signIn } from '../support/sign-in.ts';
import { entriesOf, freshCode, signedInCookie } from '../support/staff.ts';
import { openIdentityHouse } from '../support/upstream.ts';

const house = await openIdentityHouse();
afterAll(() => house.close());

const { world, clock, url } = house;

test.each([
  ['/sign-in/proconnect', {}],
  ['/sign-in/link', { email: 'armand@ccas.example' }],
  [`/sign-in/link/${'A'.repeat(43)}`, {}],
  ['/second-factor', { code: '123456' }],
  ['/account/second-factor', {}],
  ['/account/second-factor/confirmation', { code: '123456' }],
  ['/organisation', { organisation: '00000000-0000-4000-8000-000000000000' }],
  ['/sign-out', {}],
])('the form %s needs its token, from the session it was shown in', async (path, fields) => {
  const browser = await signIn(house, await world.helper());
  const other = await (await signIn(house, await world.helper())).open(`${url}/factors`);
  const foreign = /name="_csrf" value="([^"]*)"/.exec(other.text)?.[1] ?? '';
  expect(foreign).not.toBe('');
  for (const token of [{}, { _csrf: '' }, { _csrf: foreign }]) {
    expect((await browser.request(url + path, { ...fields, ...token })).status).toBe(403);
  }
  expect((await browser.open(`${url}/home`)).status).toBe(200);
});

test.each([
  ['/home', '/home'],
  ['/people?q=a#top', '/people?q=a'],
  ['https://evil.example/', null],
  ['//evil.example/', null],
  ['/\\evil.example/', null],
  ['/.//evil.example/', null],
  ['/a/..//evil.example/', null],
  ['/%2e//evil.example/', null],
  ['/\t/evil.example/', null],
  ['javascript:alert(1)', null],
  ['home', null],
  ['', null],
  ['/sign-in', null],
  ['/sign-out', null],
  ['/identification/callback?code=1', null],
])('the way back %j is %j', (value, path) => {
  expect(localPath(value)).toBe(path);
});

test('an address that looks like another site’s leads nowhere else after signing in', async () => {
  const { browser, page } = await firstFactor(house, await world.helper());
  await browser.open(`${url}//evil.example/%2f..`);
  expect(page.url.startsWith(url)).toBe(true);
  const helper = await world.helper();
  const visitor = new Browser();
  const turnedAway = await visitor.request(`${url}/.//evil.example/`);
  expect(turnedAway.status).toBe(404);
  const arriving = await firstFactor(house, helper);
  const arrived = await arriving.browser.submit(arriving.page, '/second-factor', {
    fields: { code: freshCode(clock, helper) },
    until: () => true,
  });
  expect(arrived.location).toBe(`${url}/home`);
});

test('a helper of two organisations acts for the other one from now on; it is recorded', async () => {
  const [armand, other] = [await world.helper(), await world.organisation({ name: 'France services de Rivières' })];
  await atomically(house, ({ tx, at }) =>
    insertMembership(tx, { helperId: armand.id, organisationId: other.id, role: 'helper', joinedAt: at }),
  );
  const browser = await signIn(house, armand);
  expect((await browser.open(`${url}/home`)).text).toContain(armand.organisation.name);
  const home = await browser.submit(await browser.open(`${url}/factors`), '/organisation', { fields: { organisation: other.id } });
  expect(home.text).toContain('France services de Rivières');
  expect((await entriesOf(house, armand)).at(-1)).toBe('organisation_switched');
});

test('somebody else’s organisation, and one that does not exist, get the same no', async () => {
  const [armand, stranger] = [await world.helper(), await world.organisation()];
  await atomically(house, ({ tx, at }) =>
    insertMembership(tx, { helperId: armand.id, organisationId: stranger.id, role: 'helper', joinedAt: at }),
  );
  const browser = await signIn(house, armand);
  const page = await browser.open(`${url}/factors`);
  const [foreign, none] = [(await world.organisation()).id, '00000000-0000-4000-8000-000000000001'];
  const answers = [];
  for (const organisation of [foreign, none]) answers.push(await browser.submit(page, '/organisation', { fields: { organisation } }));
  expect(answers.map(({ status }) => status)).toEqual([403, 403]);
  expect((await browser.open(`${url}/home`)).text).toContain(armand.organisation.name);
});

test('a suspended helper is put out at the next click', async () => {
  const armand = await world.helper();
  const browser = await signIn(house, armand);
  await atomically(house, ({ tx, at }) => setHelperSuspended(tx, armand.id, at));
  expect(await browser.open(`${url}/home`)).toMatchObject({ status: 403, text: expect.stringContaining('Votre compte est suspendu') });
  await atomically(house, ({ tx }) => setHelperSuspended(tx, armand.id, null));
  expect((await browser.open(`${url}/home`)).url).toBe(`${url}/sign-in`);
});

test.each([
  ['an hour without a click', [hour]],
  ['twelve hours, whatever one does', Array.from({ length: 24 }, () => 30 * minute)],
])('a session is over after %s', async (_when, pauses) => {
  const browser = new Browser();
  browser.cookies.set('procura', (await signedInCookie(house, await world.helper())).replace('procura=', ''));
  for (const pause of pauses) {
    expect((await browser.open(`${url}/home`)).url).toBe(`${url}/home`);
    clock.forward(pause);
  }
  expect((await browser.open(`${url}/home`)).url).toBe(`${url}/sign-in`);
});

test('giving the second factor again does not make a session live longer', async () => {
  const armand = await world.helper();
  const browser = await signIn(house, armand);
  for (let time = 0; time < 23; time++) {
    clock.forward(30 * minute);
    await giveCode(browser, await browser.open(`${url}/sensitive`), freshCode(clock, armand));
  }
  clock.forward(30 * minute);
  expect((await browser.open(`${url}/home`)).url).toBe(`${url}/sign-in`);
});
