import { openHouse } from '../support/house.ts';
import { enter } from '../support/own-space.ts';

const house = await openHouse();
const contacts = `${house.url}/me/contacts`;

test('whoever adds and removes a number again and again neither floods it nor guesses its code', async () => {
  const { browser } = await enter(house, 'Armand GUILLOT');
  await house.takeMessages();
  const answers = { added: new Set<number>(), tried: new Set<number>() };
  let [sent, tries] = [0, 0];
  for (let round = 0; round < 20; round += 1) {
    const added = await browser.submit(await browser.open(contacts), '/me/contacts', { fields: { address: '06 39 98 07 77' } });
    answers.added.add(added.status);
    const [, id] = /contacts\/([0-9a-f-]{36})\/confirmation/.exec(added.text) ?? [];
    if (added.status !== 200 || id === undefined) break;
    for (let n = 0; n < 4; n += 1) {
      const tried = await browser.submit(added, `/${id}/confirmation`, { fields: { code: String(100_000 + tries) } });
      answers.tried.add(tried.status);
      if (tried.status === 422) tries += 1;
    }
    await browser.submit(added, `/${id}/removal`);
    sent = (await house.takeMessages()).filter(({ to }) => to === '+33639980777').length + sent;
  }
  expect({ sent, tries }).toEqual({ sent: 15, tries: 30 });
  expect([...answers.added, ...answers.tried]).toEqual([200, 429, 422, 429]);
});

test.each([
  ['Arabic digits', (text: string) => text.replaceAll(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'.charAt(Number(digit)))],
  ['Persian digits', (text: string) => text.replaceAll(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit)))],
  ['signs between', (text: string) => text.replace(/(?<=^\d{3})/, '-').replaceAll(' ', '/')],
])('a number and its code are taken as they are typed: %s', async (_how, typed) => {
  const { browser } = await enter(house, 'Carmen IGLESIAS');
  await house.takeMessages();
  const added = await browser.submit(await browser.open(contacts), '/me/contacts', { fields: { address: typed('06 39 98 07 78') } });
  const [, id = ''] = /contacts\/([0-9a-f-]{36})\/confirmation/.exec(added.text) ?? [];
  const code = /\b\d{6}\b/.exec((await house.takeMessages()).find(({ to }) => to === '+33639980778')?.text ?? '')?.[0] ?? '';
  const confirmed = await browser.submit(added, `/${id}/confirmation`, { fields: { code: typed(code) } });
  expect([confirmed.status, confirmed.text.includes(`${id}/confirmation`)]).toEqual([200, false]);
  await browser.submit(confirmed, `/${id}/removal`);
});
