import { minute, second } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { setHelperSuspended } from '../../src/organisations/store.ts';
import { Browser } from '../support/browser.ts';
import { askForLink, giveCode, redeemLink, signIn } from '../support/sign-in.ts';
import { entriesOf, freshCode } from '../support/staff.ts';
import { openIdentityHouse } from '../support/upstream.ts';
import type { TestHelper } from '../support/world.ts';

const house = await openIdentityHouse();
afterAll(() => house.close());

const { world, clock } = house;

async function linkOf(helper: TestHelper, browser = new Browser()): Promise<string> {
  const link = await askForLink(house, browser, helper.email);
  if (link === null) throw new Error('no link');
  return link;
}

test('a helper comes in with a link and a code, and is where they wanted to go', async () => {
  const armand = await world.helper();
  const browser = new Browser();
  const turnedAway = await browser.open(`${house.url}/sensitive?of=something`);
  expect(turnedAway.url).toBe(`${house.url}/sign-in`);
  const page = await redeemLink(browser, await linkOf(armand, browser));
  expect(page.url).toBe(`${house.url}/second-factor`);
  const arrived = await giveCode(browser, page, freshCode(clock, armand));
  expect(arrived).toMatchObject({ status: 200, url: `${house.url}/sensitive?of=something` });
  expect(await entriesOf(house, armand)).toEqual(['sign_in_link_sent', 'helper_signed_in']);
});

test('the first factor alone opens nothing', async () => {
  const armand = await world.helper();
  const browser = new Browser();
  await redeemLink(browser, await linkOf(armand, browser));
  expect((await browser.open(`${house.url}/home`)).url).toBe(`${house.url}/second-factor`);
});

test('the first factor is forgotten after 15 minutes', async () => {
  const armand = await world.helper();
  const browser = new Browser();
  const page = await redeemLink(browser, await linkOf(armand, browser));
  clock.forward(15 * minute);
  expect((await giveCode(browser, page, freshCode(clock, armand))).url).toBe(`${house.url}/sign-in`);
});

test('the session changes its identifier at each factor', async () => {
  const armand = await world.helper();
  const browser = new Browser();
  const link = await linkOf(armand, browser);
  const seen = [browser.cookies.get('procura')];
  const page = await redeemLink(browser, link);
  seen.push(browser.cookies.get('procura'));
  await giveCode(browser, page, freshCode(clock, armand));
  seen.push(browser.cookies.get('procura'));
  expect(new Set(seen.filter((id) => id !== undefined)).size).toBe(3);
  const former = new Browser();
  former.cookies.set('procura', seen[1] ?? '');
  expect((await former.open(`${house.url}/home`)).url).toBe(`${house.url}/sign-in`);
});

test('opening a link uses nothing up; its button does, once', async () => {
  const armand = await world.helper();
  const link = await linkOf(armand);
  await new Browser().open(link);
  expect((await redeemLink(new Browser(), link)).url).toBe(`${house.url}/second-factor`);
  expect((await new Browser().open(link)).text).not.toContain('est le bon'); // nobody looked yet, and it is not
  const again = await redeemLink(new Browser(), link);
  expect(again).toMatchObject({ status: 403, text: expect.stringContaining('Ce lien ne fonctionne plus') });
  expect(await entriesOf(house, armand)).toEqual(['sign_in_link_sent', 'sign_in_refused: sign_in_link_not_redeemable']);
});

test.each([
  ['works until its last second', 5 * minute - second, 200],
  ['is refused at five minutes', 5 * minute, 403],
])('a link %s', async (_what, age, status) => {
  const link = await linkOf(await world.helper());
  clock.forward(age);
  expect((await redeemLink(new Browser(), link)).status).toBe(status);
});

test('a link does not let in a helper suspended since, and says no more than any other', async () => {
  const armand = await world.helper();
  const link = await linkOf(armand);
  await atomically(house, ({ tx, at }) => setHelperSuspended(tx, armand.id, at));
  const refused = await redeemLink(new Browser(), link);
  expect(refused).toMatchObject({ status: 403, text: expect.stringContaining('Ce lien ne fonctionne plus') });
});

test('a guessed link is refused and recorded', async () => {
  const before = await countRefused();
  const guess = `${house.url}/sign-in/link/${'A'.repeat(43)}`;
  expect((await redeemLink(new Browser(), guess)).status).toBe(403);
  expect(await countRefused()).toBe(before + 1);
});

test('what is no address gives the form back', async () => {
  const browser = new Browser();
  const page = await browser.submit(await browser.open(`${house.url}/sign-in`), '/sign-in/link', { fields: { email: 'armand' } });
  expect(page).toMatchObject({ status: 422, text: expect.stringContaining('Écrivez une adresse électronique') });
});

test('signing out ends the session, here and in the database', async () => {
  const armand = await world.helper();
  const browser = await signIn(house, armand);
  const cookie = browser.cookies.get('procura') ?? '';
  const page = await browser.open(`${house.url}/factors`);
  expect((await browser.submit(page, '/sign-out')).url).toBe(`${house.url}/signed-out`);
  browser.cookies.set('procura', cookie);
  expect((await browser.open(`${house.url}/home`)).url).toBe(`${house.url}/sign-in`);
  expect(await entriesOf(house, armand)).toContain('helper_signed_out');
});

async function countRefused(): Promise<number> {
  const { rows } = await house.database.asOwner<{ count: number }>(
    `select count(*)::int from journal.entry_index where event = 'sign_in_refused'`,
  );
  return rows[0]?.count ?? -1;
}
