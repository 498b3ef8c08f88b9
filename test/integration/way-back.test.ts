import { routeAt } from '../../src/access.ts';
import { operatorAt } from '../support/as-operator.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { enter } from '../support/own-space.ts';

const house = await openHouse();
const odile = await operatorAt(house);
const back = 'Revenir à la page précédente';

test('whoever is refused what they sent goes back to where they sent it from', async () => {
  const helper = await house.world.helper({ suspendedAt: house.context.clock.now() });
  const page = await odile.open('/operator/accounts?page=1');
  await odile.send('/operator/accounts', `/operator/accounts/${helper.id}/lift`, { reason: 'Rentrée.' }); // in another tab
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const late = `${house.url}/operator/accounts/${helper.id}/withdrawal`;
  const refused = await odile.browser.request(late, { _csrf: csrf, reason: 'Partie.' }, page.url);
  expect([refused.status, wordsOf(refused)]).toEqual([404, expect.stringContaining(back)]);
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
  ['/', '/'],
  ['/operator/accounts', '/operator/accounts'],
  ['/me/offers/new', '/me/offers/new'],
  ['/me/offers/1', '/me/offers/:id'],
  ['/operator/accounts/1/lift', undefined],
  ['/organisation', undefined],
  ['//elsewhere.example', undefined],
])('%s opens %s', (path, route) => {
  expect(routeAt(path)).toBe(route);
});

test.each(['/me/preferences', '/me/contacts', '/stop'])(
  'a form that grew too old says so in the language of whoever reads: %s',
  async (path) => {
    const { browser } = await enter(house, 'Joséphine Marie ST-PIERRE');
    await browser.open(`${house.url}/stop?lang=ar`);
    const late = await browser.request(`${house.url}${path}?lang=ar`, { _csrf: 'of yesterday' });
    expect([late.status, late.text]).toEqual([403, expect.stringMatching(/<html lang="ar" dir="rtl">/)]);
  },
);
