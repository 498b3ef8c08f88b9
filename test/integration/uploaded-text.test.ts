import { Applicant } from '../support/applicant.ts';
import { wordsOf } from '../support/counter.ts';
import { browserOf } from '../support/as-operator.ts';
import { openHouse } from '../support/house.ts';

const house = await openHouse();

const list = 'Nom;Prénom;Courriel\r\nLefœuvre;Hélène;helene@ccas.example\r\n';

test.each([
  ['Windows-1252', Buffer.from(list.replace('œ', '\x9c'), 'latin1')],
  ['UTF-16', Buffer.from(`\uFEFF${list}`, 'utf16le')],
  ['UTF-8', Buffer.from(`\uFEFF${list}`)],
])('a list of helpers saved by a spreadsheet in %s is taken as it was written', async (encoding, file) => {
  const applicant = new Applicant(house, `claire@${encoding.toLowerCase()}.example`);
  await applicant.begin();
  expect((await applicant.paste('', file)).status).toBe(303);
  expect(wordsOf(await applicant.open('/application/helpers'))).toContain('Hélène Lefœuvre');
});

test('a list of cards in UTF-16 is taken too', async () => {
  const manager = await house.world.helper({ role: 'manager' });
  const browser = await browserOf(house, manager);
  const { text } = await browser.open(`${house.url}/manager/cards`);
  const form = new FormData();
  form.set('_csrf', /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '');
  form.set(
    'file',
    new Blob([Buffer.from('\uFEFFNuméro de série;Clé\r\nK-1001;GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 'utf16le')]),
    'cartes.csv',
  );
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const sent = await fetch(`${house.url}/manager/cards`, { method: 'POST', body: form, headers: { cookie } });
  const words = await sent.text();
  expect(words).toContain('Une carte ajoutée');
  expect(words).not.toContain('Ligne 1');
});

test.each([
  ['without the boundary it names', 'multipart/form-data; boundary=x', 'no part at all'],
  ['that names no boundary', 'multipart/form-data', '--x--'],
])('a form %s is told to be no form: it is not our fault', async (_, type, body) => {
  const browser = await browserOf(house, await house.world.helper({ role: 'manager' }));
  const headers = { cookie: `procura=${browser.cookies.get('procura') ?? ''}`, 'content-type': type };
  expect((await fetch(`${house.url}/manager/cards`, { method: 'POST', body, headers })).status).toBe(400);
});
