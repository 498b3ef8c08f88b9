import { translator } from '../../src/http/texts.ts';
import { Browser } from '../support/browser.ts';
import { openHouse } from '../support/house.ts';
import { enter, entriesOfPerson } from '../support/own-space.ts';

const house = await openHouse();
const { url } = house;
const t = translator('fr');

test('leaving ends the session and is recorded; the page says that FranceConnect is closed too', async () => {
  const { browser } = await enter(house, 'Manuel António FERREIRA');
  const [{ id }] = (await house.context.db.select('id').from('people')) as [{ id: string }];
  const page = await browser.open(`${url}/nowhere`);
  const left = await browser.submit(page, '/me/sign-out');
  expect(left).toMatchObject({
    url: expect.stringContaining(`${url}/me/signed-out`) as string,
    text: expect.stringContaining(t('person.signedOut.text')),
  });
  expect((await browser.request(`${url}/me`)).location).toBe(`${url}/me/sign-in`);
  expect((await entriesOfPerson(house.context, id)).at(-1)).toBe('person_signed_out');
});

test('who leaves reads so in the language they chose, and it stays with nobody who comes after', async () => {
  const { browser } = await enter(house, 'Yamina BENALI');
  await browser.submit(await browser.open(`${url}/me`), '/me/language', { fields: { language: 'ar', path: '/me' } });
  const left = await browser.submit(await browser.open(`${url}/me`), '/me/sign-out');
  expect(left.text).toMatch(/<html lang="ar" dir="rtl">/);
  expect((await browser.open(`${left.url}&lang=uk`)).text).toMatch(/<html lang="uk"/);
  const next = new Browser();
  await next.open(left.url);
  expect((await next.open(`${url}/me/sign-in`)).text).toMatch(/<html lang="fr"/);
  const [, again = ''] = /href="([^"]*sign-in[^"]*)"/.exec(left.text) ?? [];
  expect((await browser.open(new URL(again, url))).text).toMatch(/<html lang="ar"/);
});
