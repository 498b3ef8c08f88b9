import { operatorAt } from '../support/as-operator.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';

const house = await openHouse();
const { context, world } = house;
const odile = await operatorAt(house);

test('a suspended account is given back with a reason', async () => {
  const helper = await world.helper({ suspendedAt: context.clock.now() });
  const page = await odile.open('/operator/accounts');
  expect(wordsOf(page)).toContain(helper.familyName);
  await odile.browser.submit(page, `/operator/accounts/${helper.id}/lift`, { fields: { reason: 'Erreur de notre part.' } });
  expect(wordsOf(await odile.open('/operator/accounts'))).not.toContain(helper.familyName);
  const told = (await house.takeMessages()).find(({ to }) => to === helper.email);
  expect(told?.text).toContain('Motif\u00a0: Erreur de notre part.');
});

test.each(['lift', 'withdrawal'])('a suspended account comes back with its mistake when no reason is given (%s)', async (act) => {
  const [helper, other] = [
    await world.helper({ suspendedAt: context.clock.now() }),
    await world.helper({ suspendedAt: context.clock.now() }),
  ];
  const page = await odile.open('/operator/accounts');
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const sent = (reason: string) => odile.browser.request(`${house.url}/operator/accounts/${helper.id}/${act}`, { _csrf: csrf, reason });
  const back = await sent(' ');
  expect([back.status, wordsOf(back)]).toEqual([422, expect.stringContaining(helper.familyName)]);
  expect(wordsOf(back)).not.toContain(other.familyName);
  expect(back.text).toMatch(/href="#reason"[\s\S]*id="reason-mistake"[\s\S]*<input id="reason"/);
  await sent('Rentrée.');
  expect(wordsOf(await odile.open('/operator/accounts'))).not.toContain(helper.familyName);
  expect((await sent(' ')).status).toBe(404); // not suspended any more: nothing to give back
});

test.each(['lift', 'withdrawal'])('who decides on a page of the list is led back to that page (%s)', async (act) => {
  for (let count = 0; count < 27; count += 1) await world.helper({ suspendedAt: context.clock.now() });
  const page = await odile.open('/operator/accounts?page=2');
  const [, action = ''] = new RegExp(`[aA]ction="([^"]*/${act})"`).exec(page.text) ?? [];
  const [, csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(page.text) ?? [];
  const { location } = await odile.browser.request(house.url + action, { _csrf: csrf, reason: 'Rentrée.' }, page.url);
  expect(location).toBe(`${house.url}/operator/accounts?page=2`);
});
