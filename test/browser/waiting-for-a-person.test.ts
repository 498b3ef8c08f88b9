import { Browser } from '../support/browser.ts';
import { openChromium, type Visitor } from '../support/chromium.ts';
import { Counter } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { linkIn } from '../support/mailed.ts';
import { choose } from '../support/sign-in.ts';
import { inspect, inspectWithoutScripts } from './inspection.ts';

const house = await openHouse();
const enter = await openChromium();
const { url } = house;

/** A helper in Chromium who asked a person from afar; and the person, who has the link. */
async function asked(visitor: Visitor) {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const draft = await counter.draft();
  const asking = await counter.browser.open(`${draft.url}/request`);
  await counter.browser.submit(asking, '/request', { fields: { address: 'josephine@example.fr' } });
  await visitor.page.context().addCookies([...counter.browser.cookies].map(([name, value]) => ({ name, value, url })));
  return { waiting: `${draft.url}/waiting`, link: await linkIn(house, /\/requests\/[\w-]{43}/), browser: new Browser() };
}

test('the helper’s page moves on by itself: the link is opened, the text is read, the answer is there to sign', async () => {
  const visitor = await enter(inspect);
  const { waiting, link, browser } = await asked(visitor);
  const tenSecondsLater = () => visitor.going(() => visitor.page.clock.fastForward(10_000));
  await visitor.page.clock.install();
  await visitor.open(waiting);
  expect(await visitor.words()).toContain('La personne n’a pas encore ouvert le lien');
  expect(await visitor.words()).not.toContain('se recharge seule'); // the script looks: nothing is reloaded for nothing

  const door = await browser.open(url + link);
  await tenSecondsLater();
  expect(await visitor.words()).toContain('La personne a ouvert le lien');
  const terms = await choose(browser, await browser.submit(door, link), 'Joséphine Marie ST-PIERRE');
  await tenSecondsLater();
  expect(await visitor.words()).toContain('lit le texte');
  await browser.submit(terms, '/agreement', { fields: { protection: 'none', consent: 'on', answer: 'yes' } });
  await tenSecondsLater();
  expect(new URL(visitor.page.url()).pathname).toMatch(/\/signature$/);
}, 120_000);

test('while nothing changes the page stays as it is, and a network that fails for a moment is waited for', async () => {
  const visitor = await enter(inspect);
  const { waiting, link, browser } = await asked(visitor);
  await visitor.page.clock.install();
  await visitor.open(waiting);
  await visitor.page.evaluate('document.body.dataset.kept = "yes"');
  const looks = () => Promise.all([visitor.page.waitForRequest(/\/waiting\?by=itself$/), visitor.page.clock.fastForward(10_000)]);
  await looks();
  await visitor.page.route('**/waiting?by=itself', (route) => route.abort('internetdisconnected'), { times: 1 });
  await looks();
  expect(await visitor.page.locator('body').getAttribute('data-kept')).toBe('yes');
  await browser.open(url + link);
  await Promise.all([visitor.page.waitForEvent('load'), visitor.page.clock.fastForward(10_000)]);
  expect(await visitor.words()).toContain('La personne a ouvert le lien');
}, 120_000);

test('without scripts the page comes again by itself, until the helper stops that', async () => {
  const visitor = await enter(inspectWithoutScripts, { javaScriptEnabled: false });
  const { waiting, link, browser } = await asked(visitor);
  await visitor.page.route(/\/waiting(\?by=itself)?$/, async (route) => {
    const answer = await route.fetch();
    const html = await answer.text();
    expect(html).toContain(`<meta http-equiv="refresh" content="30; url=${new URL(waiting).pathname}?by=itself"/>`);
    await route.fulfill({ response: answer, body: html.replace('content="30;', 'content="1;') }); // a test does not wait so long
  });
  await visitor.open(waiting);
  expect(await visitor.words()).toContain('Cette page se recharge seule toutes les 30 secondes.');
  const door = await browser.open(url + link);
  await visitor.page.getByText('La personne a ouvert le lien').waitFor();

  await visitor.press('Ne plus la recharger seule');
  expect(await visitor.page.content()).not.toContain('http-equiv="refresh"');
  await choose(browser, await browser.submit(door, link), 'Joséphine Marie ST-PIERRE');
  await visitor.press('Regarder à nouveau');
  expect(await visitor.words()).toContain('lit le texte');
  expect(await visitor.page.content()).not.toContain('http-equiv="refresh"'); // it stays stopped
  await visitor.press('La recharger seule à nouveau');
  expect(visitor.page.url()).toBe(waiting);
}, 120_000);
