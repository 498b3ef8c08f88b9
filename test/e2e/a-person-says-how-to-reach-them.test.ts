import { atomically } from '../../src/db/database.ts';
import { contactOf } from '../../src/people/choose-how-to-be-told.ts';
import { recognisePerson } from '../../src/people/recognise-person.ts';
import { removeContact } from '../../src/people/remove-contact.ts';
import { contactsIn, wrong } from '../support/contacts.ts';
import { Counter } from '../support/counter.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { atHome, entriesOfPerson } from '../support/own-space.ts';
import { josephine } from '../support/world.ts';

const house = await openHouse();
const contacts = contactsIn({ needs: house.context });

test('a person adds a number, confirms it with the code only they receive, chooses SMS by the week, and removes the address they had', async () => {
  const person = await contacts.person('at home', { email: 'josephine@example.fr' });
  const browser = await atHome(house.context, person.id);
  const first = await browser.open(`${house.url}/me/contacts`);
  expect(first.text).toContain('josephine@example.fr');
  expect(first.text).toContain('Donné par FranceConnect');
  expect(wordsOf(first)).not.toContain('Le code reçu'); // none went anywhere yet

  const added = await browser.submit(first, '/me/contacts', { fields: { address: '06 39 98 01 01' } });
  expect(added).toMatchObject({ status: 200 });
  expect(wordsOf(added).split('Le code reçu')).toHaveLength(2); // that of the number, and not of the mailbox
  const contact = (await contacts.list(person)).find(({ channel }) => channel === 'sms');
  const code = await contacts.code('+33639980101');
  expect(house.logged()).not.toContain(code);

  const refused = await browser.submit(added, `${contact?.id ?? ''}/confirmation`, { fields: { code: wrong(code) } });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Ce n’est pas le bon code');
  expect(refused.text).not.toContain(wrong(code));
  const confirmed = await browser.submit(refused, `${contact?.id ?? ''}/confirmation`, { fields: { code } });
  expect(confirmed.text).toContain('Confirmé');

  await browser.submit(confirmed, '/me/preferences', { fields: { channel: 'sms', rhythm: 'weekly', language: 'fr' } });
  const mail = (await contacts.list(person)).find(({ channel }) => channel === 'email');
  const before = await browser.open(`${house.url}/me/contacts`);
  const last = await browser.submit(before, `${mail?.id ?? ''}/removal`);
  expect(last.text).not.toContain('josephine@example.fr');
  const twice = await browser.submit(before, `${mail?.id ?? ''}/removal`); // a double click, another tab
  expect([twice.status, twice.url]).toEqual([200, `${house.url}/me/contacts`]);
  expect((await contacts.list(person)).map(({ address }) => address)).toEqual(['+33639980101']);
  const events = await entriesOfPerson(house.context, person.id);
  expect(events.filter((event) => /removed|contact_refused: contact_unknown/.test(event))).toEqual(['contact_removed']);
});

test('another person’s address, by its id, does not exist, whatever the form, be it removed or not', async () => {
  const [owner, enemy] = [await contacts.person('owner'), await contacts.person('enemy')];
  const { id } = await contacts.add(owner, '+33639980202');
  const { id: removed } = await contacts.add(owner, '+33639980205');
  await atomically(house.context, (work) => removeContact(work, { person: owner, contactId: removed }));
  const browser = await atHome(house.context, enemy.id);
  const page = await browser.open(`${house.url}/me/contacts`);
  const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  for (const act of ['code', 'confirmation', 'removal']) {
    const answer = await browser.request(`${house.url}/me/contacts/${id}/${act}`, { _csrf: token, code: '123456' });
    expect([act, answer.status]).toEqual([act, 404]);
  }
  expect((await browser.request(`${house.url}/me/contacts/${removed}/removal`, { _csrf: token })).status).toBe(404);
  expect(await contacts.list(owner)).toHaveLength(1);
  expect(await contacts.messages()).toEqual([]);
});

test('a helper’s mailbox is refused beside the question, and so is their number; the tries are recorded', async () => {
  const helper = await house.world.helper();
  const { givenName, familyName } = helper;
  const identity = { ...josephine, givenName, familyName, phoneNumber: '0639980303' };
  await atomically(house.context, (work) => recognisePerson(work, { issuer: 'https://fc.example', subject: 'a helper at home', identity }));
  const { personId } = await house.world.mandate({ helper });
  const browser = await atHome(house.context, personId);
  for (const address of [helper.email, '06 39 98 03 03']) {
    const page = await browser.submit(await browser.open(`${house.url}/me/contacts`), '/me/contacts', { fields: { address } });
    expect(page.status).toBe(422);
    expect(page.text).toContain('C’est l’adresse ou le numéro d’un aidant');
  }
  expect((await entriesOfPerson(house.context, personId)).filter((entry) => entry.startsWith('contact'))).toEqual([
    'contact_refused: contact_is_helpers',
    'contact_refused: contact_is_helpers',
  ]);
});

test('a helper who holds the person’s code confirms nothing with it: the page is the person’s own', async () => {
  const [counter, person] = [new Counter(house, await house.world.helper()), await contacts.person('robbed')];
  await counter.signIn();
  const { id } = await contacts.add(person, '+33639980404');
  await contacts.ask(person, id);
  const code = await contacts.code('+33639980404');
  const page = await counter.browser.open(`${house.url}/help`);
  const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const answer = await counter.browser.request(`${house.url}/me/contacts/${id}/confirmation`, { _csrf: token, code });
  expect({ status: answer.status, location: answer.location }).toEqual({ status: 303, location: `${house.url}/me/sign-in` });
  expect(await contacts.list(person)).toEqual([expect.objectContaining({ confirmedAt: null })]);
  expect(await contacts.give(person, id, code)).toBe(true);
});

test('there is one language, for pages and messages, wherever they choose it', async () => {
  const person = await contacts.person('Oksana', { email: 'oksana@example.fr' });
  const browser = await atHome(house.context, person.id);
  const toldIn = async () => {
    const telling = await atomically(house.context, (work) => contactOf(work, person, 'fr'));
    return telling.by === 'message' && telling.to.language;
  };
  const page = await browser.open(`${house.url}/me/contacts`);
  const speak = (language: string) => browser.submit(page, '/me/language', { fields: { language, path: '/me' } });
  await speak('tr');
  expect(await toldIn()).toBe('tr'); // though they chose nothing else
  const chosen = await browser.submit(page, '/me/preferences', { fields: { channel: 'email', rhythm: 'daily', language: 'uk' } });
  expect([chosen.text, await toldIn()]).toEqual([expect.stringContaining('<html lang="uk"'), 'uk']);
  await speak('es');
  expect(await toldIn()).toBe('es');
  expect((await browser.open(`${house.url}/me/contacts`)).text).toMatch(/value="es"[^>]*checked/);
});

test('the page speaks Arabic, from the right', async () => {
  const browser = await atHome(house.context, (await contacts.person('Yamina')).id);
  const { text } = await browser.open(`${house.url}/me/contacts?lang=ar`);
  expect(text).toContain('dir="rtl"');
  expect(text).toContain('كيف نُعلمك');
});
