import { translator } from '../../src/http/texts.ts';
import { Counter, wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';

const house = await openHouse();

test('a second tab, the back button and a double click lead to the step the mandate is at', async () => {
  const counter = new Counter(house, await house.world.helper());
  const { browser } = counter;
  await counter.signIn();
  const handOver = await counter.draft();
  const terms = await counter.identify(handOver, 'Armand GUILLOT');
  expect((await browser.open(handOver.url)).url).toBe(terms.url); // back button
  const signature = await counter.agree(terms);
  expect((await counter.agree(terms)).url).toBe(signature.url); // second tab
  expect((await browser.open(terms.url)).url).toBe(signature.url);
  const code = counter.code();
  const [one, other] = await Promise.all([counter.sign(signature, code), counter.sign(signature, code)]); // double click
  expect(new Set([one.url, other.url]).size).toBe(1);
  expect(wordsOf(one)).toContain('Mandat de Armand GUILLOT');
  expect((await browser.open(terms.url)).url).toBe(one.url);
  const { rows } = await house.context.db.raw<{ rows: { n: string }[] }>('select count(*) as n from mandates where helper_id = ?', [
    counter.helper.id,
  ]);
  expect(Number(rows[0]?.n)).toBe(1);
});

test('a form with mistakes comes back filled in, and nothing is made of it', async () => {
  const counter = new Counter(house, await house.world.helper());
  const { browser } = counter;
  await counter.signIn();
  const page = await counter.draft({ procedures: 'inconnue', duration: 'year' });
  expect(page.status).toBe(422);
  expect(wordsOf(page)).toContain('Choisissez au moins une démarche.');
  expect(page.text).toMatch(/value="year"[^>]*checked/);
  const terms = await counter.identify(await counter.draft(), 'Armand GUILLOT');
  const unticked = await browser.submit(terms, '/agreement', { fields: { protection: 'none', answer: 'yes' } });
  expect({ status: unticked.status, said: wordsOf(unticked).includes('Cochez la case') }).toEqual({ status: 422, said: true });
  const signature = await counter.agree(terms);
  expect((await browser.submit(signature, '/signature', { fields: { code: counter.code() } })).status).toBe(422);
  expect((await counter.sign(signature, '000000')).status).toBe(422);
  expect(wordsOf(await browser.open(`${house.url}/home`))).toContain('Un mandat n’est pas terminé');
});

test.each([
  ['Noé GUILLOT', 'La personne a moins de 18 ans'],
  ['Lucette PRIGENT', 'Cette connexion ne convient pas'],
])('%s is refused in plain words, FranceConnect is left, and the draft waits', async (person, title) => {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const handOver = await counter.draft();
  const refused = await counter.identify(handOver, person);
  expect(wordsOf(refused)).toContain(title);
  expect(wordsOf(await counter.browser.open(handOver.url))).toContain('La personne se connecte');
});

test('somebody under guardianship says so: the mandate is refused and cannot be taken further', async () => {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const terms = await counter.identify(await counter.draft(), 'Odette DE LA TOUR D’AUVERGNE');
  expect(wordsOf(await counter.agree(terms, { protection: 'tutelle' }))).toContain('Un mandat n’est pas possible ici');
  expect(wordsOf(await counter.browser.open(terms.url))).toContain('La personne n’a pas accepté');
});

test('whoever answers beside the helper is told no in their own language too, without the helper’s menu', async () => {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const terms = await counter.identify(await counter.draft({ language: 'ar' }), 'Yamina BENALI');
  const over = await counter.agree(terms, { protection: 'tutelle' });
  expect(over).toMatchObject({ status: 403, text: expect.stringContaining('<html lang="ar" dir="rtl"') as string });
  expect(wordsOf(over)).toContain(translator('ar')('person.refusal.person_is_protected.title'));
  expect(over.text).not.toMatch(/\/activity|action="\/sign-out"|\/mandates\/new/);
  expect((await counter.browser.open(terms.url)).text).toContain('<html lang="fr"'); // the helper has it back
});

test('the terms are in the person’s language first, right to left for Arabic, then in French', async () => {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const terms = await counter.identify(await counter.draft({ language: 'ar' }), 'Yamina BENALI');
  expect(terms.text).toMatch(/<html lang="ar" dir="rtl"/);
  expect(terms.text).toMatch(/<article class="terms" lang="ar" dir="rtl">/);
  expect(terms.text).toMatch(/<article class="terms" lang="fr" dir="ltr">/);
});

test('a draft says that it is one: the text is worth nothing before it is agreed to and signed', async () => {
  const counter = new Counter(house, await house.world.helper());
  await counter.signIn();
  const terms = await counter.identify(await counter.draft(), 'Armand GUILLOT');
  expect(wordsOf(terms)).toContain('Projet : ce texte n’a pas de valeur');
  expect(wordsOf(await counter.sign(await counter.agree(terms)))).not.toContain('Projet :');
});

test('a mandate is another organisation’s secret: its pages are not found', async () => {
  const [counter, stranger] = [new Counter(house, await house.world.helper()), new Counter(house, await house.world.helper())];
  await counter.signIn();
  const { url } = await counter.conclude('Armand GUILLOT');
  await stranger.signIn();
  for (const page of ['', '/paper', '/revocation', '/renewal']) {
    const answer = await stranger.browser.open(url + page);
    expect({ status: answer.status, said: wordsOf(answer).includes('Mandat introuvable') }).toEqual({ status: 404, said: true });
  }
});
