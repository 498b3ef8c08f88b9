import { opensAt } from '../../src/access.ts';
import { operatorAt } from '../support/as-operator.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';

const house = await openHouse();
const odile = await operatorAt(house);
const back = 'Revenir à la page précédente';

test('whoever is refused what they sent goes back to where they sent it from', async () => {
  const helper = await house.world.helper({ suspendedAt: house.context.clock.now() });
  const refused = await odile.send('/operator/accounts?page=1', `/operator/accounts/${helper.id}/lift`, { reason: ' ' });
  expect([refused.status, wordsOf(refused)]).toEqual([400, expect.stringContaining(back)]);
  const [, href = ''] = new RegExp(`href="([^"]*)"[^>]*>${back}`).exec(refused.text) ?? [];
  expect(href).toBe('/operator/accounts?page=1');
  expect((await odile.open(href)).status).toBe(200);
});

test('from a page that a form gave back, to the nearest place above it that opens', async () => {
  const page = await odile.open('/operator/accounts');
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const from = `${house.url}/operator/accounts/00000000-0000-4000-8000-000000000000/lift`;
  const refused = await odile.browser.request(from, { _csrf: csrf, reason: 'Erreur.' }, from);
  expect(refused.status).toBe(404);
  expect(refused.text).toMatch(new RegExp(`href="/operator/accounts"[^>]*>${back}`));
});

test.each([
  ['/', true],
  ['/operator/accounts', true],
  ['/operator/accounts/1/lift', false],
  ['/organisation', false],
  ['//elsewhere.example', false],
])('%s opens something: %s', (path, opens) => {
  expect(opensAt(path)).toBe(opens);
});
