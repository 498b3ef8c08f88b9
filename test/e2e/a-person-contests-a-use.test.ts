import { atomically } from '../../src/db/database.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import { appointSupervisor } from '../support/appointed.ts';
import { Browser } from '../support/browser.ts';
import { Counter, wordsOf } from '../support/counter.ts';
import { type House, openHouse } from '../support/house.ts';
import { atHome, entriesOfPerson } from '../support/own-space.ts';
import type { TestHelper } from '../support/world.ts';

const house = await openHouse();
const { world, context, url } = house;

async function arrive({ world: { needs } }: House) {
  const helper = await world.helper();
  const manager = await world.helper({ organisation: helper.organisation, givenName: 'Nadia' });
  await needs.db('memberships').where('helper_id', manager.id).update({ role: 'manager' });
  const mandate = await world.mandate({ helper });
  const who = { helperId: helper.id, organisationId: helper.organisation.id, secondFactorAt: context.clock.now() };
  const client = await world.client();
  const { use } = await atomically(context, (work) => useMandate(work, { ...who, mandateId: mandate.id, procedure: 'papiers', client }));
  return { helper, manager, mandate, use, person: await atHome(context, mandate.personId) };
}

const seat = async (helper: TestHelper) => {
  const counter = new Counter(house, helper);
  await counter.signIn();
  return counter.browser;
};

test('a person contests a use, the manager answers, the person says it will do; the helper concerned has no part in it', async () => {
  const { helper, manager, mandate, use, person } = await arrive(house);
  for (const path of ['/me/cases', '/me/record', `/me/mandates/${mandate.id}`])
    expect((await person.open(url + path)).text).toContain(`href="/me/uses/${use.id}/contest">Contester cette utilisation</a>`);
  const form = await person.open(`${url}/me/uses/${use.id}/contest`);
  expect(wordsOf(form)).toContain('a utilisé votre mandat auprès de Caisse de démonstration');
  expect(wordsOf(await person.submit(form, '/contest', { fields: { words: 'Non' } }))).toContain('au moins 10 caractères');
  const opened = await person.submit(form, '/contest', { fields: { words: 'Je n’étais pas au guichet ce jour-là.' } });
  expect(wordsOf(opened)).toContain('La structure doit répondre avant le');
  expect((await person.open(`${url}/me/uses/${use.id}/contest`)).url).toBe(opened.url); // and not a second time
  const again = await person.submit(form, '/contest', { fields: { words: 'Je n’étais pas au guichet ce jour-là.' } }); // the back button
  expect([again.status, again.url]).toEqual([200, opened.url]);
  const { name } = helper.organisation;
  const line = `Vous avez contesté (Papiers, citoyenneté, élections) ${name} Où : Caisse de démonstration Vous `; // the organisation did not
  expect(wordsOf(await person.open(`${url}/me/record`))).toContain(line);

  const chair = await seat(manager);
  expect(wordsOf(await chair.open(`${url}/manager/cases`))).toContain('À répondre');
  const id = opened.url.split('/').at(-1) ?? '';
  const seen = await chair.open(`${url}/manager/cases/${id}`);
  expect(wordsOf(seen)).toContain('Je n’étais pas au guichet ce jour-là.');
  expect(wordsOf(await person.open(`${url}/me/record`))).toContain('Une réclamation La structure doit répondre à un dossier au sujet'); // the look
  await chair.submit(seen, '/answer', { fields: { words: 'Nous avons vérifié le rendez-vous avec vous.' } });

  const answered = await person.open(opened.url);
  expect(wordsOf(answered)).toContain('Nous avons vérifié le rendez-vous avec vous.');
  expect(wordsOf(await person.submit(answered, `/me/cases/${id}`, { fields: { act: 'accept' } }))).toContain('C’est terminé');

  await world.needs.db('memberships').where('helper_id', helper.id).update({ role: 'manager' });
  const concerned = await seat(helper);
  expect(wordsOf(await concerned.open(`${url}/manager/cases/${id}`))).toContain('Cette contestation vous concerne');
});

test('a double click contests once, and both clicks lead to the case', async () => {
  const { use, person } = await arrive(house);
  const form = await person.open(`${url}/me/uses/${use.id}/contest`);
  const click = () => person.submit(form, '/contest', { fields: { words: 'Je n’étais pas au guichet ce jour-là.' } });
  const [one, other] = await Promise.all([click(), click()]);
  expect([one.status, other.status, other.url]).toEqual([200, 200, one.url]);
  expect(await entriesOfPerson(context, use.personId)).not.toContain('case_refused: case_open_already');
});

test('who contests the same use again, in other words, reads that they were added, and so does the manager', async () => {
  const { manager, use, person } = await arrive(house);
  const form = await person.open(`${url}/me/uses/${use.id}/contest`);
  const opened = await person.submit(form, '/contest', { fields: { words: 'Je n’étais pas au guichet ce jour-là.' } });
  const again = await person.submit(form, '/contest', { fields: { words: 'Et personne ne m’a appelée.' } });
  expect(wordsOf(again)).toContain('vos nouveaux mots ont été ajoutés à votre contestation');
  expect(wordsOf(again)).toMatch(/Vous avez ajouté .* Et personne ne m’a appelée\./);
  expect(wordsOf(await person.open(opened.url))).not.toContain('vos nouveaux mots ont été ajoutés');
  expect(wordsOf(await person.open(`${url}/me/record`))).toContain('Vous avez complété votre contestation');
  const read = wordsOf(await (await seat(manager)).open(opened.url.replace('/me/', '/manager/')));
  expect(read).toMatch(/La personne a ajouté .* Et personne ne m’a appelée\./);
});

test('an answer that will not do is a supervisor’s to decide: who asks for another, then closes, and is read by the person', async () => {
  const { manager, use, person } = await arrive(house);
  const form = await person.open(`${url}/me/uses/${use.id}/contest`);
  const opened = await person.submit(form, '/contest', { fields: { words: 'Je n’étais pas au guichet ce jour-là.' } });
  const id = opened.url.split('/').at(-1) ?? '';
  const watcher = await seat({ ...(await appointSupervisor(context, '70')), organisation: manager.organisation });
  expect(wordsOf(await watcher.open(`${url}/supervision/cases`))).toContain(manager.organisation.name);
  const taken = await watcher.submit(await watcher.open(`${url}/supervision/cases/${id}`), '/take');
  const missing = await watcher.submit(taken, '/decision', { fields: { words: 'Nous avons regardé le registre.' } });
  expect(wordsOf(missing)).toContain('Choisissez ce que vous décidez.');
  const concluding = { act: 'close', words: 'Nous avons regardé le registre.' };
  expect(wordsOf(await watcher.submit(taken, '/decision', { fields: concluding }))).toContain('Pour conclure, choisissez une conclusion.');
  await watcher.submit(taken, '/decision', { fields: { ...concluding, outcome: 'advice' } });
  const read = wordsOf(await person.open(opened.url));
  expect(read).toContain('Nous avons regardé le registre.');
  expect(read).toContain('C’est terminé');
  expect(read).toContain('Un conseil a été donné à la structure');
});

test('another person finds neither the use nor the case; a helper finds no page at all', async () => {
  const { helper, use, person } = await arrive(house);
  const form = await person.open(`${url}/me/uses/${use.id}/contest`);
  const opened = await person.submit(form, '/contest', { fields: { words: 'Je n’étais pas au guichet ce jour-là.' } });
  const other = await world.mandate({ helper, identity: { ...karim } });
  const stranger = await atHome(context, other.personId);
  expect((await stranger.open(opened.url)).status).toBe(404);
  expect((await stranger.open(`${url}/me/uses/${use.id}/contest`)).status).toBe(404);
  expect(wordsOf(await stranger.open(`${url}/me/cases`))).toContain('Vous n’avez rien contesté.');
  const chair = await seat(helper);
  expect((await chair.request(`${url}/manager/cases`)).status).not.toBe(200);
  expect((await new Browser().request(opened.url)).location).toContain('/me/sign-in');
});

test.each([
  ['ar', 'الاعتراض على هذا الاستخدام'],
  ['uk', 'Оскаржити це використання'],
  ['fr-FALC', 'Je ne suis pas d’accord'],
])('the page is there in %s', async (language, title) => {
  const { use, person } = await arrive(house);
  expect(wordsOf(await person.open(`${url}/me/uses/${use.id}/contest?lang=${language}`))).toContain(title);
});

const karim = {
  ...{ givenName: 'Karim', familyName: 'BENALI', birthdate: '1980-01-02', gender: 'male' as const },
  ...{ birthplace: '70447', birthcountry: '99100' },
};
