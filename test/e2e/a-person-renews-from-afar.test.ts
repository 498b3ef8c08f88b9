import { Browser, type Shown } from '../support/browser.ts';
import { Counter, wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { entriesOfPerson } from '../support/own-space.ts';
import { choose } from '../support/sign-in.ts';

const house = await openHouse();
const josephine = 'Joséphine Marie ST-PIERRE';

/** Whoever holds the link opens it on their own device and says who they are. */
async function arrive(link: string, person: string): Promise<{ browser: Browser; page: Shown }> {
  const browser = new Browser();
  const door = await browser.open(link);
  return { browser, page: await choose(browser, await browser.submit(door, new URL(link).pathname), person) };
}

test('a mandate is renewed on the person’s own device: what is added is said, nobody else can agree, and the former one is over', async () => {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const former = await counter.conclude(josephine);
  const asked = await counter.browser.open(`${former.url}/renewal`);
  expect(asked.text).toMatch(/name="renews" value="[\w-]{36}"/);
  const draft = await counter.browser.submit(asked, '/mandates', {
    fields: { procedures: ['social', 'logement'], duration: 'month', language: 'fr' },
  });
  await house.takeMessages();
  const asking = await counter.browser.open(`${draft.url}/request`);
  await counter.browser.submit(asking, '/request', { fields: { address: 'josephine@example.fr' } });
  const [message] = await house.takeMessages();
  const link = /https?:\S+\/requests\/[\w-]{43}/.exec(message?.text ?? '')?.[0] ?? '';

  const other = await arrive(link, 'Armand GUILLOT');
  expect(other.page.status).toBe(403);
  expect(wordsOf(other.page)).toContain('Le mandat à renouveler a été donné par quelqu’un d’autre que vous.');

  const { browser, page } = await arrive(link, josephine);
  expect(wordsOf(page)).toContain('Démarches ajoutées par rapport à votre mandat précédent : Logement');
  const yes = { protection: 'none', consent: 'on', answer: 'yes' };
  expect(wordsOf(await browser.submit(page, '/agreement', { fields: yes }))).toContain('Votre accord est enregistré');
  expect(wordsOf(await browser.open(`${house.url}/me`))).not.toContain('Logement'); // nothing is wider before the helper signs
  const renewed = await counter.sign(await counter.browser.open(draft.url));
  expect(wordsOf(renewed)).toContain(`Mandat de ${josephine}`);
  expect(renewed.url).not.toBe(former.url);
  expect(wordsOf(await counter.browser.open(former.url))).toContain('Remplacé');

  const id = (url: string) => url.slice(-36);
  expect(wordsOf(await browser.open(`${house.url}/me/mandates/${id(former.url)}`))).toContain('Terminé');
  const own = await browser.open(`${house.url}/me/mandates/${id(renewed.url)}`);
  for (const procedure of ['Social, santé', 'Logement']) expect(wordsOf(own)).toContain(procedure);
  const [{ person_id: personId } = { person_id: '' }] = await house.context
    .db('mandates')
    .where('id', id(renewed.url))
    .select<{ person_id: string }[]>('person_id');
  const told = (await entriesOfPerson(house.context, personId)).filter((entry) => /^mandate_(?!viewed)/.test(entry));
  expect(told).toEqual([
    ...['mandate_agreed', 'mandate_concluded'],
    ...['mandate_agreed', 'mandate_procedure_replaced', 'mandate_concluded'],
  ]);
});

test('a renewal that she refuses leaves the former mandate as it is', async () => {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const former = await counter.conclude('Armand GUILLOT');
  const renewal = await counter.browser.open(`${former.url}/renewal`);
  const draft = await counter.browser.submit(renewal, '/mandates', { fields: { procedures: 'social', duration: 'year', language: 'fr' } });
  await house.takeMessages();
  const asking = await counter.browser.open(`${draft.url}/request`);
  await counter.browser.submit(asking, '/request', { fields: { address: 'armand@example.fr' } });
  const link = /https?:\S+\/requests\/[\w-]{43}/.exec((await house.takeMessages())[0]?.text ?? '')?.[0] ?? '';
  const { browser, page } = await arrive(link, 'Armand GUILLOT');
  expect(wordsOf(page)).not.toContain('Démarches ajoutées');
  expect(wordsOf(await browser.submit(page, '/agreement', { fields: { answer: 'no' } }))).toContain('Cette demande est terminée');
  expect(wordsOf(await counter.browser.open(former.url))).toContain('État Actif');
});
