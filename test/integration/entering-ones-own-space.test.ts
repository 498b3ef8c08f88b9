import { hour, minute } from '../../src/clock.ts';
import { translator } from '../../src/http/texts.ts';
import { hashSecret } from '../../src/vault.ts';
import { Browser } from '../support/browser.ts';
import { enter, entriesOfPerson } from '../support/own-space.ts';
import { choose, signIn } from '../support/sign-in.ts';
import { openIdentityHouse } from '../support/upstream.ts';

const house = await openIdentityHouse();
afterAll(() => house.close());

const { clock, url, world } = house;
const t = translator('fr');

const idOf = async (browser: Browser): Promise<string> => {
  const hash = hashSecret(browser.cookies.get('procura') ?? '').toString('hex');
  const query = `select person_id from sessions where id_hash = decode('${hash}', 'hex')`;
  const { rows } = await house.database.asOwner<{ person_id: string }>(query);
  return rows[0]?.person_id ?? '';
};

test('a person enters through FranceConnect before any mandate, and is signed out of FranceConnect at once', async () => {
  const { browser, page } = await enter(house, 'Oksana KOVALENKO');
  expect(page).toMatchObject({ url: `${url}/me`, text: 'the space of Oksana' });
  expect(await entriesOfPerson(house, await idOf(browser))).toEqual(['person_recognised', 'person_signed_in']);
  const elsewhere = new Browser();
  for (const [name, value] of browser.cookies) if (name !== 'procura') elsewhere.cookies.set(name, value);
  const there = await elsewhere.submit(await elsewhere.open(`${url}/me/sign-in`), '/me/sign-in', { fields: {}, until: () => true });
  const question = new URL(there.location ?? '');
  question.searchParams.delete('prompt');
  expect((await elsewhere.open(question, { until: (address) => address.startsWith(url) })).location).toBeNull(); // somebody is asked who they are
});

test('the session is another one than before signing in: whoever planted the first has nothing', async () => {
  const browser = new Browser();
  await browser.open(`${url}/me/sign-in`);
  const planted = browser.cookies.get('procura') ?? '';
  await enter(house, 'Oksana KOVALENKO', { browser });
  expect(browser.cookies.get('procura')).not.toBe(planted);
  const thief = new Browser();
  thief.cookies.set('procura', planted);
  expect((await thief.request(`${url}/me`)).location).toBe(`${url}/me/sign-in`);
});

test('where the person was going is where they arrive', async () => {
  const browser = new Browser();
  await browser.open(`${url}/me?from=letter`);
  expect((await enter(house, 'Armand GUILLOT', { browser })).page.url).toBe(`${url}/me?from=letter`);
});

test.each([
  ['a minor', 'Noé GUILLOT', 'person_is_minor', 403],
  ['an identity that comes from ourselves', 'Lucette PRIGENT', 'identity_from_our_own_provider', 403],
] as const)('%s is refused with kind words, and it is recorded', async (_who, name, refusal, status) => {
  const { browser, page } = await enter(house, name);
  expect(page).toMatchObject({ status, text: expect.stringContaining(t(`person.refusal.${refusal}.title`)) });
  expect(page.text).toContain('href="/me/sign-in"');
  expect((await browser.request(`${url}/me`)).location).toBe(`${url}/me/sign-in`);
  const { rows } = await house.database.asOwner<{ refusal: string }>(
    `select refusal from journal.entry_index where event = 'person_sign_in_refused' order by entry_id desc limit 1`,
  );
  expect(rows).toEqual([{ refusal }]);
});

test('a person who gives up is told so, in the language of the page they came from', async () => {
  const browser = new Browser();
  const door = await browser.open(`${url}/me/sign-in?lang=ar`);
  const there = await browser.submit(door, '/me/sign-in');
  const cancelled = await browser.submit(there, '', { fields: { cancel: 'yes' } });
  expect(cancelled.text).toContain(translator('ar')('person.refusal.person_cancelled.title'));
  expect(cancelled.text).toContain('dir="rtl"');
});

test('an answer brought twice opens nothing more', async () => {
  const browser = new Browser();
  const there = await browser.submit(await browser.open(`${url}/me/sign-in`), '/me/sign-in');
  const answer = await choose(browser, there, 'Armand GUILLOT', (address) => address.startsWith(`${url}/identification/callback`));
  await browser.open(answer.location ?? '');
  expect(await browser.open(answer.location ?? '')).toMatchObject({ status: 403 });
  expect(await new Browser().open(answer.location ?? '')).toMatchObject({ status: 403 });
});

test('an answer for one’s own space opens nothing at the door of helpers, nor a draft', async () => {
  const browser = new Browser();
  const there = await browser.submit(await browser.open(`${url}/me/sign-in`), '/me/sign-in');
  const answer = await choose(browser, there, 'Armand GUILLOT', (address) => address.startsWith(`${url}/identification/callback`));
  const { search } = new URL(answer.location ?? '');
  expect(await browser.open(`${url}/sign-in/proconnect/callback${search}`)).toMatchObject({ status: 403 });
  expect(house.identified).toEqual([]);
});

test('on a computer that is not theirs the space closes after 20 minutes; on their own after an hour', async () => {
  const shared = await enter(house, 'Armand GUILLOT');
  const own = await enter(house, 'Armand GUILLOT', { ownDevice: true });
  clock.forward(20 * minute);
  expect((await shared.browser.request(`${url}/me`)).location).toBe(`${url}/me/sign-in`);
  expect((await own.browser.request(`${url}/me`)).status).toBe(200);
  clock.forward(hour);
  expect((await own.browser.request(`${url}/me`)).location).toBe(`${url}/me/sign-in`);
});

test('a session is of one, never of both: a person who enters ends the helper’s, a helper is nobody in a person’s space', async () => {
  const helper = await world.helper();
  const browser = await signIn(house, helper);
  expect((await browser.request(`${url}/me`)).location).toBe(`${url}/me/sign-in`);
  const door = await browser.open(`${url}/me/sign-in`);
  expect(door.text).toContain(helper.familyName);
  await enter(house, 'Armand GUILLOT', { browser });
  expect((await browser.request(`${url}/home`)).location).toBe(`${url}/sign-in`);
  expect((await browser.request(`${url}/me`)).status).toBe(200);
});

test('the database itself keeps a session from being of two', async () => {
  await expect(house.database.asOwner(`update sessions set helper_id = gen_random_uuid(), person_id = gen_random_uuid()`)).rejects.toThrow(
    'sessions_are_of_one',
  );
});

test('the language a person chooses is theirs from then on, wherever they come back from', async () => {
  const { browser } = await enter(house, 'Mehmet YILDIRIM');
  const id = await idOf(browser);
  const page = await browser.open(`${url}/me/nowhere`);
  await browser.submit(page, '/me/language', { fields: { language: 'tr', path: '/me' } });
  const later = await enter(house, 'Mehmet YILDIRIM');
  const elsewhere = await later.browser.open(`${url}/me/nowhere`);
  expect(elsewhere.text).toContain('<html lang="tr"');
  expect(await entriesOfPerson(house, id)).toContain('language_chosen');
});

test.each([
  ['/me/sign-in', {}],
  ['/me/language', { language: 'tr' }],
  ['/me/sign-out', {}],
])('the form %s needs its token', async (path, fields) => {
  const { browser } = await enter(house, 'Carmen IGLESIAS');
  expect((await browser.request(url + path, fields)).status).toBe(403);
  expect((await browser.request(`${url}/me`)).status).toBe(200);
});
