import { translator } from '../../src/http/texts.ts';
import { Browser } from '../support/browser.ts';
import { openHouse } from '../support/house.ts';
import { choose } from '../support/sign-in.ts';

const house = await openHouse();
const { url } = house;

/** Somebody who comes back from FranceConnect: the address they come back to, not opened yet. */
async function comeBack(browser: Browser, until: string): Promise<string> {
  const there = await browser.submit(await browser.open(`${url}/me/sign-in`), '/me/sign-in');
  const answer = await choose(browser, there, 'Armand GUILLOT', (address) => address.startsWith(`${url}/identification/${until}`));
  return answer.location ?? '';
}

test('who comes back to a browser that lost its session, or refuses cookies, is told so in their language, with the way in', async () => {
  const callback = await comeBack(new Browser(), 'callback');
  const lost = await fetch(callback, { headers: { 'accept-language': 'uk' }, redirect: 'manual' });
  const page = await lost.text();
  expect([lost.status, page]).toEqual([403, expect.stringContaining(translator('uk')('person.refusal.upstream_request_unknown.title'))]);
  expect(page).toMatch(new RegExp(`href="/me"[^>]*>${translator('uk')('person.answered.home')}`));
});

test('who comes in twice with one answer, by the back button, is led to their space, which is open', async () => {
  const browser = new Browser();
  const callback = await comeBack(browser, 'callback');
  await browser.open(callback);
  const again = await browser.open(callback);
  expect([again.status, again.text]).toEqual([403, expect.stringMatching(/href="\/me"/)]);
  expect((await browser.open(`${url}/me`)).status).toBe(200);
});

test('who is brought back from FranceConnect’s sign-out without its state is at home all the same', async () => {
  const browser = new Browser();
  await comeBack(browser, 'signed-out');
  expect((await browser.open(`${url}/identification/signed-out`)).url).toBe(`${url}/me`);
  expect((await new Browser().open(`${url}/identification/signed-out`)).url).toBe(`${url}/`);
});

test('who could not be identified while nothing could be recorded is led to their own door, not to the public home', async () => {
  const browser = new Browser();
  const there = await browser.submit(await browser.open(`${url}/me/sign-in`), '/me/sign-in');
  await house.database.asOwner("alter table journal.entries add constraint full_disk check (event not like 'person%') not valid");
  const answer = await choose(browser, there, 'Noé GUILLOT');
  await house.database.asOwner('alter table journal.entries drop constraint full_disk');
  expect(answer.text).toMatch(/href="\/me"/);
});
