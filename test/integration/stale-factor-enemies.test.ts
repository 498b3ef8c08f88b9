import { access, type Audience } from '../../src/access.ts';
import { minute } from '../../src/clock.ts';
import { appointOmbudsman, appointOperator, appointSupervisor } from '../support/appointed.ts';
import { browserOf } from '../support/as-operator.ts';
import type { Browser } from '../support/browser.ts';
import { TestClock } from '../support/clock.ts';
import { openHouse } from '../support/house.ts';

const clock = new TestClock(new Date().toISOString());
const house = await openHouse({ clock });
const { context, world, url } = house;
const helper = await world.helper({ role: 'manager' });

/** Somebody let in for each audience that asks for a second factor of less than a quarter of an hour. */
const visitors: Partial<Record<Audience, Parameters<typeof browserOf>[1]>> = {
  'helper, second factor under 15 minutes': helper,
  'manager, second factor under 15 minutes': helper,
  'signed in, second factor under 15 minutes': helper,
  'operator, second factor under 15 minutes': await appointOperator(context),
  'supervisor, second factor under 15 minutes': await appointSupervisor(context, '*'),
  'ombudsman, second factor under 15 minutes': await appointOmbudsman(context, '*'),
};
const inside = new Map<Audience, { browser: Browser; csrf: string }>();
for (const [audience, who] of Object.entries(visitors) as [Audience, typeof helper][]) {
  const browser = await browserOf(house, who);
  inside.set(audience, { browser, csrf: /name="_csrf" value="([^"]+)"/.exec((await browser.open(`${url}/factors`)).text)?.[1] ?? '' });
}
clock.forward(16 * minute);

const routes = Object.entries(access).filter(([, audience]) => audience.includes('second factor under 15 minutes'));

test.each(routes)('%s asks for the second factor again after a quarter of an hour, and does nothing before', async (route, audience) => {
  const [method, path = ''] = route.split(' ');
  const { browser, csrf } = inside.get(audience) ?? {};
  if (!browser) throw new Error(`nobody is let in as ${audience}`);
  const before = await entries();
  const id = path.startsWith('/manager/helpers') ? helper.id : '5f0c9a4e-1111-4000-8000-000000000000';
  const answer = await browser.request(url + path.replaceAll(/:\w+/g, id), method === 'POST' ? { _csrf: csrf ?? '' } : undefined);
  expect(answer.location).toBe(`${url}/second-factor`);
  expect(await entries()).toBe(before);
});

test('whatever a manager or an operator changes asks for it; only an attestation, that an operator decides of, and a link to sign in do not', () => {
  const lighter = Object.entries(access).filter(([route, audience]) => route.startsWith('POST ') && /^(manager|operator)$/.test(audience));
  expect(lighter.map(([route]) => route)).toEqual(['POST /manager/helpers/:id/training']);
});

async function entries(): Promise<number> {
  const { rows } = await context.db.raw<{ rows: [{ n: number }] }>('select count(*)::int as n from journal.entry_index');
  return rows[0].n;
}
