import { Counter, wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { enter } from '../support/own-space.ts';
import { choose } from '../support/sign-in.ts';
import type { Browser, Shown } from '../support/browser.ts';

const house = await openHouse();
const name = 'Joséphine Marie ST-PIERRE';
const yes = { fields: { protection: 'none', consent: 'on', answer: 'yes' } };

const towns = ['Ambert', 'Briançon', 'Cahors', 'Dinan', 'Épinal'];
let count = 0;

/** A helper of an organisation that one finds by its name. */
async function counterAt(): Promise<Counter> {
  const organisation = await house.world.organisation({ name: `Mairie de ${towns[count++] ?? ''}` });
  return new Counter(house, await house.world.helper({ organisation }));
}

/** Joséphine chooses, identifies herself once more, and reads the terms. */
async function upToTerms(organisation: string): Promise<{ browser: Browser; page: Shown }> {
  const { browser, page } = await enter(house, name);
  expect(wordsOf(page)).toContain('Proposer un mandat à une structure');
  const found = await browser.open(`${house.url}/me/offers/new?q=${encodeURIComponent(organisation)}`);
  const [path = ''] = /\/me\/offers\/new\/[0-9a-f-]{36}/.exec(found.text) ?? [];
  const form = await browser.open(house.url + path);
  expect(wordsOf(form)).toContain(`Votre mandat pour ${organisation}`);
  const sign = await browser.submit(form, path, { fields: { procedures: 'social', duration: 'month', language: 'fr' } });
  expect(wordsOf(sign)).toContain('Signez avec FranceConnect');
  return { browser, page: await choose(browser, await browser.submit(sign, '/identification'), name) };
}

test('Joséphine chooses her organisation, signs alone, and a helper accepts with the second factor', async () => {
  const counter = await counterAt();
  const { name: organisation } = counter.helper.organisation;
  const { browser, page: terms } = await upToTerms(organisation);
  expect(wordsOf(terms)).toContain('La personne a préparé ce mandat elle-même');
  const waiting = await browser.submit(terms, '/agreement', yes);
  expect(wordsOf(waiting)).toContain(`${organisation} doit accepter avant le`);
  expect(wordsOf(await browser.open(`${house.url}/me`))).toContain('réponse attendue avant');

  const home = await counter.signIn();
  expect(wordsOf(home)).toContain('Une personne propose un mandat à votre structure');
  const [path = ''] = /\/offers\/[0-9a-f-]{36}/.exec(home.text) ?? [];
  const offered = await counter.browser.open(house.url + path);
  expect(wordsOf(offered)).toContain(`Mandat proposé par ${name}`);
  const wrong = await counter.browser.submit(offered, '/signature', { fields: { explained: 'on', code: '000000' } });
  expect(wordsOf(wrong)).toContain('Ce code n’est pas');
  const mandate = await counter.sign(wrong);
  expect(wordsOf(mandate)).toContain(`Mandat de ${name}`);
  const told = (await house.takeMessages()).filter(({ subject }) => subject === 'Votre mandat a commencé');
  expect(told[0]?.text).toContain('Code d’arrêt');
  expect((await browser.open(waiting.url)).url).toContain('/me/mandates/');
});

test('a helper declines and says why: she is told, and reads it in her space', async () => {
  const counter = await counterAt();
  const { browser, page: terms } = await upToTerms(counter.helper.organisation.name);
  const waiting = await browser.submit(terms, '/agreement', yes);
  const home = await counter.signIn();
  const [path = ''] = /\/offers\/[0-9a-f-]{36}/.exec(home.text) ?? [];
  const declining = await counter.browser.open(`${house.url}${path}/refusal`);
  const short = await counter.browser.submit(declining, '/refusal', { fields: { reason: 'Non.' } });
  expect(short.status).toBe(422);
  await counter.browser.submit(short, '/refusal', { fields: { reason: 'Nous n’avons plus de place ce mois-ci.' } });
  expect((await house.takeMessages()).map(({ subject }) => subject)).toContain('Votre proposition de mandat');
  const over = await browser.open(waiting.url);
  expect(wordsOf(over)).toContain(`${counter.helper.organisation.name} n’a pas accepté`);
  expect(wordsOf(over)).toContain('Nous n’avons plus de place ce mois-ci.');
});

test('she changes her mind: the organisation does not see it any more', async () => {
  const counter = await counterAt();
  const { browser, page: terms } = await upToTerms(counter.helper.organisation.name);
  const over = await browser.submit(await browser.submit(terms, '/agreement', yes), '/withdrawal');
  expect(wordsOf(over)).toContain('Cette proposition est terminée');
  expect(wordsOf(await counter.signIn())).not.toContain('propose un mandat');
});

test('agreed to in one tab after it was taken back in another, it says that it was taken back, not that she is late', async () => {
  const counter = await counterAt();
  const { browser, page: terms } = await upToTerms(counter.helper.organisation.name);
  await browser.request(`${terms.url}/withdrawal`, { _csrf: /name="_csrf" value="([^"]+)"/.exec(terms.text)?.[1] ?? '' });
  const late = await browser.submit(terms, '/agreement', yes);
  expect([late.status, wordsOf(late)]).toEqual([410, expect.stringContaining('Ce mandat n’est plus proposé')]);
  expect(wordsOf(await browser.open(terms.url))).toContain('Cette proposition est terminée');
});

test('whoever says that a guardian acts for them offers nothing: it is over at once, and says to whom to turn', async () => {
  const counter = await counterAt();
  const { browser, page: terms } = await upToTerms(counter.helper.organisation.name);
  const told = await browser.submit(terms, '/agreement', { fields: { ...yes.fields, protection: 'tutelle' } });
  expect([told.status, wordsOf(told)]).toEqual([403, expect.stringContaining('Vous avez dit qu’une mesure de protection existe')]);
  expect(wordsOf(await browser.open(terms.url))).toContain('Cette proposition est terminée');
  expect(wordsOf(await counter.signIn())).not.toContain('propose un mandat');
});

test('another person does not sign what she offers, and is told whose it is not', async () => {
  const counter = await counterAt();
  const { browser } = await enter(house, name);
  const { id } = counter.helper.organisation;
  const form = await browser.open(`${house.url}/me/offers/new/${id}`);
  const sign = await browser.submit(form, id, { fields: { procedures: 'social', duration: 'month', language: 'fr' } });
  const other = await choose(browser, await browser.submit(sign, '/identification'), 'Armand GUILLOT');
  expect([other.status, wordsOf(other)]).toEqual([403, expect.stringContaining('Cette proposition est à une autre personne')]);
  expect(wordsOf(other)).not.toContain('renouveler');
  expect(other.text).toContain(`href="${new URL(sign.url).pathname}"`); // her offer waits there
});

test('every organisation can be chosen, however many have that name: a page leads to the next', async () => {
  for (let n = 10; n <= 40; n++) await house.world.organisation({ name: `Entraide du pays n° ${String(n)}` });
  const { browser } = await enter(house, name);
  const first = await browser.open(`${house.url}/me/offers/new?q=entraide+pays`);
  expect(wordsOf(first)).not.toContain('Entraide du pays n° 40');
  const [, next = ''] = /rel="next" href="([^"]*)"/.exec(first.text) ?? [];
  const second = await browser.open(house.url + next.replaceAll('&amp;', '&'));
  expect(wordsOf(second)).toContain('Choisir Entraide du pays n° 40');
  expect(second.text).not.toMatch(/rel="next"|n° 39/);
});

test('what is not filled in is said next to its question', async () => {
  const helper = await house.world.helper();
  const { organisation } = helper;
  const { browser } = await enter(house, name);
  const form = await browser.open(`${house.url}/me/offers/new/${organisation.id}`);
  const wrong = await browser.submit(form, organisation.id);
  expect(wrong.status).toBe(422);
  expect(wordsOf(wrong)).toContain('Choisissez au moins une démarche');
  expect(wordsOf(wrong)).toContain('Choisissez une durée');
  const fields = { procedures: 'social', duration: 'month', language: 'fr', named: 'Personne Ici' };
  const unnamed = await browser.submit(wrong, organisation.id, { fields });
  expect(unnamed.status).toBe(422);
  expect(wordsOf(unnamed)).toContain('Vérifiez chaque nom');
  expect(unnamed.text).toContain('Personne Ici');
  const { givenName, familyName } = helper;
  const sign = await browser.submit(unnamed, organisation.id, { fields: { ...fields, named: `${familyName} ${givenName}` } });
  expect(wordsOf(sign)).toContain('Signez avec FranceConnect');
});
