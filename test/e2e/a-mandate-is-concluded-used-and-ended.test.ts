import type { Shown } from '../support/browser.ts';
import { Counter, wordsOf } from '../support/counter.ts';
import { type House, openHouse } from '../support/house.ts';

const house = await openHouse();

/** The link to a person's page, by the name on it. */
function linkTo(page: Shown, name: string): string {
  const href = new RegExp(`<a href="([^"]*)">${name}`).exec(page.text)?.[1];
  if (href === undefined) throw new Error(`no link to ${name}: ${wordsOf(page)}`);
  return new URL(href.replaceAll('&amp;', '&'), page.url).href;
}

async function openServiceAs({ browser }: Counter, { serviceUrl }: House, name: string): Promise<Shown> {
  const people = await browser.open(`${serviceUrl}/sign-in`);
  const procedures = await browser.open(linkTo(people, name));
  return browser.submit(procedures, new URL(procedures.url).pathname);
}

test('a helper concludes a mandate with Joséphine, opens the service as her, ends it, and is refused', async () => {
  const counter = new Counter(house, await house.world.helper());
  const { browser } = counter;
  expect(wordsOf(await counter.signIn())).toContain('Personnes accompagnées');

  const mandate = await counter.conclude('Joséphine Marie ST-PIERRE');
  expect(wordsOf(mandate)).toContain('Mandat de Joséphine Marie ST-PIERRE');
  expect(wordsOf(mandate)).toContain('État Actif');
  expect(wordsOf(await browser.open(`${mandate.url}/paper`))).toContain('Contresigné par Armand');
  expect((await house.takeMessages()).map(({ to }) => to)).toEqual([expect.stringContaining('josephine')]);

  const account = await openServiceAs(counter, house, 'Joséphine Marie');
  expect(account.url).toBe(`${house.serviceUrl}/account`);
  expect(wordsOf(account)).toContain('Espace de Joséphine Marie ST-PIERRE');
  expect(wordsOf(account)).toContain(counter.helper.organisation.name);
  expect((await house.takeMessages()).map(({ subject }) => subject)).toEqual(['Votre mandat a été utilisé']);
  expect(wordsOf(await browser.submit(account, '/account/check'))).toContain('le mandat tient toujours');

  const confirm = await browser.open(`${mandate.url}/revocation`);
  const ended = await browser.submit(confirm, '/revocation', { fields: { procedure: 'all', channel: 'orally' } });
  expect(wordsOf(ended)).toContain('État Révoqué');
  expect(wordsOf(await browser.submit(account, '/account/check'))).toContain('Procura refuse.');
  expect(wordsOf(await browser.open(`${house.serviceUrl}/sign-in`))).not.toContain('Joséphine');

  const activity = wordsOf(await browser.open(`${house.url}/activity`));
  for (const what of ['Mandat préparé', 'Mandat signé', 'Mandat utilisé', 'Identité transmise au service', 'Fin du mandat'])
    expect(activity).toContain(what);
});

test('nothing secret and no name of a person stands in the log of a whole walk', () => {
  const log = house.logged();
  expect(log).not.toBe('');
  for (const secret of [
    'Joséphine',
    'ST-PIERRE',
    'BENALI',
    'josephine@',
    'example.fr',
    'Bearer ',
    'code=',
    'state=',
    'procura=',
    '_csrf',
    'GEZDGNBV',
  ]) {
    expect(log).not.toContain(secret);
  }
  expect(log).not.toMatch(/eyJ[\w-]{10,}/);
});
