import { contactsIn, wrong } from '../support/contacts.ts';
import { openHouse } from '../support/house.ts';
import { atHome } from '../support/own-space.ts';

const house = await openHouse();
const contacts = contactsIn({ needs: house.context });

test('a person adds a number, confirms it with the code only they receive, chooses SMS by the week, and removes the address they had', async () => {
  const person = await contacts.person('at home', { email: 'josephine@example.fr' });
  const browser = await atHome(house.context, person.id);
  const first = await browser.open(`${house.url}/me/contacts`);
  expect(first.text).toContain('josephine@example.fr');
  expect(first.text).toContain('Donné par FranceConnect');

  const added = await browser.submit(first, '/me/contacts', { fields: { address: '06 39 98 01 01' } });
  expect(added).toMatchObject({ status: 200 });
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
  const last = await browser.submit(await browser.open(`${house.url}/me/contacts`), `${mail?.id ?? ''}/removal`);
  expect(last.text).not.toContain('josephine@example.fr');
  expect((await contacts.list(person)).map(({ address }) => address)).toEqual(['+33639980101']);
});

test('another person’s address, by its id, does not exist, whatever the form', async () => {
  const [owner, enemy] = [await contacts.person('owner'), await contacts.person('enemy')];
  const { id } = await contacts.add(owner, '+33639980202');
  const browser = await atHome(house.context, enemy.id);
  const page = await browser.open(`${house.url}/me/contacts`);
  const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  for (const act of ['code', 'confirmation', 'removal']) {
    const answer = await browser.request(`${house.url}/me/contacts/${id}/${act}`, { _csrf: token, code: '123456' });
    expect([act, answer.status]).toEqual([act, 404]);
  }
  expect(await contacts.list(owner)).toHaveLength(1);
  expect(await contacts.messages()).toEqual([]);
});

test('a helper’s mailbox is refused beside the question, and the try is recorded', async () => {
  const [helper, person] = [await house.world.helper(), await contacts.person('persuaded')];
  const browser = await atHome(house.context, person.id);
  const page = await browser.submit(await browser.open(`${house.url}/me/contacts`), '/me/contacts', { fields: { address: helper.email } });
  expect(page.status).toBe(422);
  expect(page.text).toContain('C’est l’adresse d’un aidant');
  const { rows } = await house.context.db.raw<{ rows: unknown[] }>(`select 1 from journal.entries where event = 'contact_refused'`);
  expect(rows.length).toBeGreaterThan(0);
});

test('the page speaks Arabic, from the right', async () => {
  const browser = await atHome(house.context, (await contacts.person('Yamina')).id);
  const { text } = await browser.open(`${house.url}/me/contacts?lang=ar`);
  expect(text).toContain('dir="rtl"');
  expect(text).toContain('كيف نُعلمك');
});
