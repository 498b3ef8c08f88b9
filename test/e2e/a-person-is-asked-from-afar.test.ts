import { arrive, askFromAfar, josephine } from '../support/asked-from-afar.ts';
import { Browser } from '../support/browser.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { choose } from '../support/sign-in.ts';

const house = await openHouse();
const asked = () => askFromAfar(house);
const yes = { fields: { protection: 'none', consent: 'on', answer: 'yes' } };

test('who does not read the language of the request reads it in another, on the same page, and answers from there', async () => {
  const { link } = await asked();
  const browser = new Browser();
  const door = await browser.open(link);
  const [, other = ''] = /<a href="([^"]*lang=ar)"/.exec(door.text) ?? [];
  expect(other).toBe('?lang=ar'); // leads back here, and does not repeat the secret
  const arabic = await browser.open(new URL(other, door.url).href);
  expect(arabic.text).toMatch(/<html lang="ar" dir="rtl">/);
  expect((await choose(browser, await browser.submit(arabic, new URL(link).pathname), josephine)).url).toMatch(/\/me\/requests\//);
});

test('who says that they are under protection is told that the request is over, and the helper that they answered', async () => {
  const { counter, draft, link } = await asked();
  const { browser, page } = await arrive(link);
  const over = await browser.submit(page, '/agreement', { fields: { ...yes.fields, protection: 'tutelle' } });
  expect([over.status, wordsOf(over)]).toEqual([403, expect.stringContaining('Cette demande est terminée')]);
  expect(over.text).toContain(`href="${new URL(page.url).pathname}"`);
  expect(wordsOf(await browser.open(page.url))).toContain('Cette demande est terminée');
  const told = await house.takeMessages();
  expect(told).toMatchObject([{ to: counter.helper.email, subject: 'La personne a répondu' }]);
  expect(told[0]?.text).not.toMatch(/protection|tutelle/);
  expect(wordsOf(await counter.browser.open(draft.url))).toContain('La personne n’a pas accepté');
});

test('a request that waited 21 days, or was given up, is not said to have had 30 minutes', async () => {
  const { counter, waiting } = await asked();
  await counter.browser.submit(waiting, '/abandonment');
  const over = wordsOf(await counter.browser.open(waiting.url));
  expect(over).toContain('ou le temps pour le conclure est passé');
  expect(over).not.toContain('30 minutes');
});
