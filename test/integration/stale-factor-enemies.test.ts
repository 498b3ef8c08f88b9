import { access, type Audience } from '../../src/access.ts';
import { after, day, minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { importCards } from '../../src/identity/cards.ts';
import { beginRenewal } from '../../src/management/renew-certification.ts';
import { appointOmbudsman, appointOperator, appointSupervisor } from '../support/appointed.ts';
import { browserOf } from '../support/as-operator.ts';
import type { Browser } from '../support/browser.ts';
import { TestClock } from '../support/clock.ts';
import { openHouse } from '../support/house.ts';
import { managingAs } from '../support/managing.ts';

const clock = new TestClock(new Date().toISOString());
const house = await openHouse({ clock });
const { context, world, url } = house;
const organisation = await world.organisation({ certificationExpiresAt: after(clock.now(), 30 * day) });
const helper = await world.helper({ role: 'manager', organisation });

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

const renewing = { managing: managingAs(helper), language: 'fr' } as const;
const card = { serial: 'K-1001', seed: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', period: 60 } as const;
await atomically(context, (work) => beginRenewal(work, renewing));
await atomically(context, (work) => importCards(work, { manager: helper, organisationId: helper.organisation.id, cards: [card] }));

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

test.each(Object.entries(access).filter(([route, audience]) => route.startsWith('GET ') && /^(manager|operator)$/.test(audience)))(
  '%s opens without it, so has nothing to fill in that would be lost when it is sent',
  async (route, audience) => {
    const recent: Audience =
      audience === 'manager' ? 'manager, second factor under 15 minutes' : 'operator, second factor under 15 minutes';
    const path = route.slice('GET '.length).replace(':serial', card.serial).replace(':id', helper.id);
    const page = await inside.get(recent)?.browser.open(url + path);
    const forms = (page?.text ?? '').match(/<form[^>]*method="post"[\s\S]*?<\/form>/g) ?? [];
    const asking = forms.filter((form) => /<textarea|<select|<input (?!type="hidden")/.test(form));
    const lighter = asking.filter((form) => !form.includes(`action="/manager/helpers/${helper.id}/training"`)); // which asks for none
    expect([page?.status, lighter]).toEqual([200, []]);
  },
);

async function entries(): Promise<number> {
  const { rows } = await context.db.raw<{ rows: [{ n: number }] }>('select count(*)::int as n from journal.entry_index');
  return rows[0].n;
}
