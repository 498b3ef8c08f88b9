import { access } from '../../src/access.ts';
import { interactionCookie } from '../../src/provider/provider.ts';
import type { PivotIdentity } from '../../src/people/person.ts';
import { Browser, type Shown } from '../support/browser.ts';
import { openHouse } from '../support/house.ts';
import { makersOf, type Team } from '../support/objects.ts';
import { RelyingParty } from '../support/relying-party.ts';
import { signedInCookie } from '../support/staff.ts';
import { josephine, type TestHelper } from '../support/world.ts';

const house = await openHouse();
const { world, url, context } = house;

async function team(person: PivotIdentity): Promise<Team> {
  const organisation = await world.organisation();
  return { person, helper: await world.helper({ organisation }), manager: await world.helper({ organisation, role: 'manager' }) };
}
const [ours, theirs] = [await team({ ...josephine, givenName: 'Colette', familyName: 'MARTIN' }), await team(josephine)];
const client = await world.client();
const service = new RelyingParty({ issuer: `${url}/oidc` }, client);
const makers = [...makersOf({ needs: context, world, client }), ['/interaction/', begun] as const];

const reason = { reason: 'Ne travaille plus avec nous.' };
const words = { words: 'Nous étions avec cette personne ce jour-là.' };
const signed = { explained: 'on', code: '000000' };
/** What is sent: filled in so well that only whose it is can be the matter. A form that is not here is sent empty. */
const sent: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'POST /account/passkeys/:id/name': { name: 'Clé du bureau' },
  'POST /mandates/:id/revocation': { procedure: 'all', channel: 'orally' },
  'POST /drafts/:id/agreement': { protection: 'none', consent: 'on', terms: '0'.repeat(64) },
  'POST /drafts/:id/question': { person: ours.helper.id },
  'POST /drafts/:id/contacts': { address: 'josephine@example.fr' },
  'POST /drafts/:id/signature': signed,
  'POST /offers/:id/signature': signed,
  'POST /offers/:id/refusal': reason,
  'POST /manager/cases/:id/answer': words,
  'POST /manager/cases/:id/appeal': words,
  'POST /manager/cards/:serial/binding': { email: ours.helper.email, code: '000000' },
  'POST /manager/cards/:serial/release': { because: 'returned' },
  'POST /manager/helpers/:id/suspension': reason,
  'POST /manager/helpers/:id/factors-reset': reason,
  'POST /manager/mandates/:id/looks': { purpose: 'quality_review', ...reason },
};

async function enter(helper: TestHelper): Promise<{ browser: Browser; csrf: string }> {
  const browser = new Browser();
  browser.cookies.set('procura', (await signedInCookie(context, helper)).slice('procura='.length));
  return { browser, csrf: /name="_csrf" value="([^"]+)"/.exec((await browser.open(`${url}/factors`)).text)?.[1] ?? '' };
}
const inside = { helper: await enter(ours.helper), manager: await enter(ours.manager) };

/** An interaction, opened by a team's helper. Its browser's cookie is lent to ours: only whose it is can be the matter. */
async function begun({ helper }: Team): Promise<string[]> {
  const { browser } = await enter(helper);
  const { location } = await browser.request(service.request());
  await browser.open(location ?? '');
  const uid = /\/interaction\/([\w-]+)/.exec(location ?? '')?.[1] ?? '';
  inside.helper.browser.cookies.set(interactionCookie, uid);
  return [uid];
}

function ask(route: string, ids: readonly string[]): Promise<Shown> {
  const [method, path = ''] = route.split(' ');
  const { browser, csrf } = inside[access[route]?.startsWith('manager') ? 'manager' : 'helper'];
  const left = [...ids];
  const address = url + path.replaceAll(/:\w+/g, () => left.shift() ?? nobody);
  return browser.request(address, method === 'POST' ? { _csrf: csrf, ...sent[route] } : undefined);
}

const nobody = '5f0c9a4e-1111-4000-8000-000000000000';
const routes = Object.entries(access).filter(
  ([route, audience]) => route.includes('/:') && /^(helper|manager|member|signed in)/.test(audience),
);

test.each(routes)('%s: what is one’s own is there, what is another’s is nothing', async (route) => {
  const make = makers.find(([start]) => route.split(' ')[1]?.startsWith(start))?.[1];
  if (!make) throw new Error('nothing says what this address names');
  const none = await ask(route, []);
  const another = await ask(route, await make(theirs));
  expect([another.status, titleOf(another)]).toEqual([none.status, titleOf(none)]);
  expect(another.text).not.toMatch(new RegExp(`ST-PIERRE|${theirs.helper.familyName}|${theirs.manager.familyName}`));
  const own = await ask(route, await make(ours));
  if (route.endsWith('/cancellation')) return; // said alike of what is not there: see below
  expect(none.status).toBe(404);
  expect(own.status).not.toBe(404);
  expect(own.status).toBeLessThan(500);
});

test('an invitation is taken back by its own organisation alone', async () => {
  const { rows } = await house.database.asOwner<{ own: boolean; cancelled: boolean }>(
    `select organisation_id = '${ours.manager.organisation.id}' as own, cancelled_at is not null as cancelled from invitations order by own`,
  );
  expect(rows).toEqual([
    { own: false, cancelled: false },
    { own: true, cancelled: true },
  ]);
});

test('after all that, nobody of the one organisation has an entry in the other', async () => {
  const { rows } = await house.database.asOwner<{ count: number }>(
    `select count(*)::int from journal.entry_index where organisation_id = '${theirs.helper.organisation.id}'
        and helper_id in ('${ours.helper.id}', '${ours.manager.id}')`,
  );
  expect(rows[0]?.count).toBe(0);
});

test.each([
  ['suspended', { suspended_at: new Date() }],
  ['withdrawn', { withdrawn_at: new Date() }],
  ['past the last day of its certification', { certification_expires_at: new Date() }],
])(
  'nothing about persons opens to helpers of an organisation that is %s, and its manager begins at what they manage',
  async (_, standing) => {
    const members = await team(josephine);
    const { id } = await world.mandate({ helper: members.helper });
    const [helper, manager] = [await enter(members.helper), await enter(members.manager)];
    const pages = ['/home', `/mandates/${id}`, `/mandates/${id}/paper.pdf`, `/mandates/${id}/revocation`];
    for (const page of pages) expect((await helper.browser.request(url + page)).status).toBe(200);
    await context.db('organisations').where('id', members.helper.organisation.id).update(standing);
    const answers = [];
    for (const page of pages) answers.push(await helper.browser.request(url + page));
    const end = { _csrf: helper.csrf, ...sent['POST /mandates/:id/revocation'] };
    answers.push(await helper.browser.request(`${url}/mandates/${id}/revocation`, end));
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    for (const { text } of answers) expect(text).not.toContain('ST-PIERRE');
    expect((await manager.browser.request(`${url}/home`)).location).toBe(`${url}/manager`);
  },
);

function titleOf({ text }: Shown): string {
  return /<h1[^>]*>([^<]*)/.exec(text)?.[1] ?? '';
}
