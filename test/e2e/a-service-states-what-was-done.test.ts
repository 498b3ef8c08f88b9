import { Counter, wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';

const house = await openHouse();

test('the service sends its receipt, the mandate’s page shows it, and sent twice it counts once', async () => {
  const counter = new Counter(house, await house.world.helper());
  const { browser } = counter;
  await counter.signIn();
  const mandate = await counter.conclude('Joséphine Marie ST-PIERRE');

  const people = await browser.open(`${house.serviceUrl}/sign-in`);
  const person = /<a href="([^"]*\?person=[^"]*)"/.exec(people.text)?.[1] ?? '';
  const procedures = await browser.open(new URL(person, people.url));
  const account = await browser.submit(procedures, new URL(procedures.url).pathname);
  const done = await browser.submit(account, '/account/act');
  expect(wordsOf(done)).toContain('est enregistrée (en apparence');
  const sent = await browser.submit(done, '/account/receipt');
  expect(wordsOf(sent)).toContain('Procura a reçu le justificatif.');

  const seen = wordsOf(await browser.open(mandate.url));
  expect(seen).toContain('Demande d’aide au logement : envoyé');
  expect(seen).toMatch(/Référence chez le service : AL-[0-9A-F]{8}/);

  expect(wordsOf(await browser.submit(sent, '/account/receipt'))).toContain('Envoyé deux fois, il ne compte qu’une.');
  expect(wordsOf(await browser.open(`${house.url}/activity`))).toContain('Mandat utilisé');
});
