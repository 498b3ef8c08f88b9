import { access } from '../../src/access.ts';
import { openCase } from '../../src/cases/open-case.ts';
import { atomically } from '../../src/db/database.ts';
import { listEntries } from '../../src/journal/store.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import { listContacts } from '../../src/people/contact-store.ts';
import { findPerson } from '../../src/people/store.ts';
import { Browser, type Shown } from '../support/browser.ts';
import { openHouse } from '../support/house.ts';
import { offeringIn } from '../support/offering.ts';
import { atHome } from '../support/own-space.ts';
import { hasPoppler, readPdf } from '../support/pdf.ts';
import { josephine } from '../support/world.ts';

const house = await openHouse();
const { url, context, world } = house;
const helper = await world.helper();
const client = await world.client();
const nobody = '5f0c9a4e-1111-4000-8000-000000000000';
const someone = (familyName: string) => ({ ...josephine, familyName, email: `${familyName}@example.fr` });
const own = await world.mandate({ helper, identity: someone('AUBIN') });
const other = await world.mandate({ helper, identity: someone('BLANC') });
const victim = await findPerson(context.db, context.vault, other.personId);
if (!victim) throw new Error('the person of the mandate is there');
const acting = { organisationId: helper.organisation.id, helperId: helper.id, secondFactorAt: context.clock.now() };
const [use, contested] = [await take(), await take()];
const { one } = await atomically(context, (work) =>
  openCase(work, { useId: contested.id, person: victim, words: 'Je n’étais pas là ce jour-là.', publicUrl: url }),
);
const [contact] = await listContacts(context.db, context.vault, victim.id);
const [entry] = await listEntries(context.db, { personId: victim.id }, { limit: 1 });
const offer = await offeringIn({ needs: context }).offered(helper.organisation);
const browser = await atHome(context, own.personId);
const csrf = /name="_csrf" value="([^"]+)"/.exec((await browser.open(`${url}/me/end`)).text)?.[1] ?? '';

function take() {
  return atomically(
    context,
    async (work) => (await useMandate(work, { ...acting, mandateId: other.id, procedure: 'papiers', client })).use,
  );
}

/** What an address with a parameter names, by how it begins: another person's. A route that is not here fails its test. */
const ofAnother: readonly (readonly [start: string, id: string | undefined])[] = [
  ['/me/record/', entry?.entryId],
  ['/me/mandates/', other.id],
  ['/me/contacts/', contact?.id],
  ['/me/cases/', one.id],
  ['/me/uses/', use.id],
  ['/me/offers/', offer.id],
  ['/me/requests/', (await world.draft({ helper })).id],
];

function ask(route: string, id: string, by: Browser = browser): Promise<Shown> {
  const [method, path = ''] = route.split(' ');
  const fields = { _csrf: csrf, procedure: 'all', words: 'Je conteste cette utilisation.', code: '123456', act: 'accept' };
  return by.request(url + path.replace(/:\w+/g, id), method === 'POST' ? fields : undefined);
}

const routes = Object.entries(access).flatMap(([route, audience]) => (audience === 'person' ? [route] : []));
/** Their parameter is an organisation, which anybody may know. */
const ofEverybody = (route: string) => route.includes('/me/offers/new/');

test.each(routes.filter((route) => route.includes('/:') && !ofEverybody(route)))('another person’s does not exist: %s', async (route) => {
  const [, id] = ofAnother.find(([start]) => route.split(' ')[1]?.startsWith(start)) ?? [];
  if (id === undefined) throw new Error(`say whose ${route} could be`);
  const none = await ask(route, route.includes('/record/') ? '999999999999' : nobody);
  const another = await ask(route, id);
  expect([another.status, another.location]).toEqual([none.status, none.location]);
  expect(another.status).toBeGreaterThanOrEqual(400);
  expect(another.status).toBeLessThan(500);
  for (const trace of ['BLANC', 'Je n’étais pas là', 'ST-PIERRE']) expect(another.text).not.toContain(trace);
});

test.each(routes.filter((route) => route.includes('/:')))('what is no identifier names nothing: %s', async (route) => {
  expect(await ask(route, 'no-identifier')).toMatchObject({ status: 404, location: null });
});

test('a line that nobody signed yet has no proof yet: it is to be asked for again', async () => {
  const [mine] = await listEntries(context.db, { personId: own.personId }, { limit: 1 });
  expect(await ask('GET /me/record/:entry/proof', mine?.entryId ?? '')).toMatchObject({ status: 503 });
});

test.each(routes.filter((route) => route.startsWith('GET') && !route.includes('/:')))('no page shows another person: %s', async (route) => {
  const answer = await ask(route, '');
  expect(answer.status).toBeLessThan(400);
  for (const trace of ['BLANC', other.id, use.id]) expect(answer.text).not.toContain(trace);
});

test.each([`/me?before=${other.id}`, `/me/mandates/${own.id}?before=${use.id}`, '/me/record?before=1%27', '/me?before=x'])(
  'a page that begins after what is another’s, or nothing, shows nobody else’s: %s',
  async (path) => {
    const answer = await browser.open(url + path);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(`/me/mandates/${other.id}`);
  },
);

test('after all that, nothing of the other person has changed', async () => {
  const entries = await listEntries(context.db, { personId: victim.id }, { limit: 100 });
  expect(entries[0]?.entryId).toBe(entry?.entryId);
});

const hostile = ['\u202EGNOL\u202C', '<script>alert(1)</script>', 'بن علي', 'A'.repeat(400), '{person} {0}'];

test.each(hostile)(
  'a name cannot change the pages or the papers it stands on: %s',
  async (familyName) => {
    const mandate = await world.mandate({ helper, identity: { ...josephine, familyName, email: 'hostile@example.fr' } });
    const visitor = await atHome(context, mandate.personId);
    for (const path of ['/me', '/me/data', `/me/mandates/${mandate.id}`]) {
      const page = await visitor.open(`${url}${path}?lang=ar`);
      expect([path, page.status]).toEqual([path, 200]);
      expect(page.text).not.toContain('<script>alert');
    }
    const cookie = `procura=${visitor.cookies.get('procura') ?? ''}`;
    for (const path of ['/me/data.pdf', `/me/mandates/${mandate.id}/paper.pdf`]) {
      const pdf = Buffer.from(await (await fetch(url + path, { headers: { cookie } })).arrayBuffer());
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      if (await hasPoppler()) expect((await readPdf(pdf)).pages.join('')).not.toMatch(/[\u202A-\u202E\u2066-\u2069]GNOL/);
    }
  },
  60_000,
);
