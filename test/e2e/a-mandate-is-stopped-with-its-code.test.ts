import { Browser, type Shown } from '../support/browser.ts';
import { Counter, wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';

const house = await openHouse();

/** The link to a person's page, by the name on it. */
function linkTo(page: Shown, name: string): string {
  const href = new RegExp(`<a href="([^"]*)">${name}`).exec(page.text)?.[1];
  if (href === undefined) throw new Error(`no link to ${name}: ${wordsOf(page)}`);
  return new URL(href.replaceAll('&amp;', '&'), page.url).href;
}

/** The code that the person was sent. */
async function sentCode(): Promise<string> {
  const told = (await house.takeMessages()).map(({ text }) => text).join('\n');
  return /Code d’arrêt\s*: ((?:\w{4} ){3}\w{4})/.exec(told)?.[1] ?? '';
}

async function stopElsewhere(stopCode: string): Promise<{ browser: Browser; done: Shown }> {
  const browser = new Browser();
  const asked = await browser.submit(await browser.open(`${house.url}/stop`), '/stop', { fields: { stopCode } });
  return { browser, done: await browser.submit(asked, '/stop/revocation') };
}

test('the code in the person’s message stops the mandate from any browser, at the service and in the middle of a sign-in', async () => {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const mandate = await counter.conclude('Joséphine Marie ST-PIERRE');
  const code = await sentCode();
  expect((await counter.browser.request(`${mandate.url}/paper.pdf`)).headers.get('content-type')).toBe('application/pdf');
  const choosing = await counter.browser.open(linkTo(await counter.browser.open(`${house.serviceUrl}/sign-in`), 'Joséphine Marie'));
  const account = await counter.browser.submit(choosing, new URL(choosing.url).pathname);
  expect(wordsOf(account)).toContain('Espace de Joséphine Marie ST-PIERRE');

  const { browser, done } = await stopElsewhere(code);
  expect(wordsOf(done)).toContain(`${counter.helper.organisation.name} ne peut plus agir pour vous avec ce mandat.`);
  expect(wordsOf(await counter.browser.submit(account, '/account/check'))).toContain('Procura refuse.');
  expect(wordsOf(await counter.browser.open(mandate.url))).toContain('État Révoqué');
  expect((await browser.request(`${house.url}/stop/certificate.pdf`)).headers.get('content-type')).toBe('application/pdf');

  await counter.conclude('Armand GUILLOT');
  const another = await sentCode();
  const underWay = await counter.browser.open(linkTo(await counter.browser.open(`${house.serviceUrl}/sign-in`), 'Armand GUILLOT'));
  await stopElsewhere(another);
  const refused = await counter.browser.submit(underWay, new URL(underWay.url).pathname);
  expect(wordsOf(refused)).not.toContain('Espace de Armand');
});

test('the version to print holds the code that its own text says is on the paper, in both languages, and it stops the mandate', async () => {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const mandate = await counter.conclude('Yamina BENALI', { language: 'ar' });
  const { text } = await counter.browser.open(`${mandate.url}/paper`);
  const printed = [...text.matchAll(/<section lang="(ar|fr)" dir="(rtl|ltr)">.*?<span class="secret-code" dir="ltr">([\w ]+)<\/span>/g)];
  const code = printed[0]?.[3] ?? '';
  expect(printed.map(([, ...said]) => said)).toEqual([
    ['ar', 'rtl', expect.stringMatching(/^(\w{4} ){3}\w{4}$/)],
    ['fr', 'ltr', code],
  ]);
  await stopElsewhere(code);
  expect(wordsOf(await counter.browser.open(mandate.url))).toContain('État Révoqué');
});
