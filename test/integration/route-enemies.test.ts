import { access, type Audience } from '../../src/access.ts';
import { openCase } from '../../src/cases/open-case.ts';
import { atomically } from '../../src/db/database.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import { appointOmbudsman, appointOperator, appointSupervisor } from '../support/appointed.ts';
import { Browser, type Shown } from '../support/browser.ts';
import { printedLetter } from '../support/letters.ts';
import { offeringIn } from '../support/offering.ts';
import { openHouse } from '../support/house.ts';
import { signedInCookie } from '../support/staff.ts';

const house = await openHouse();
const { world, url, context } = house;

const organisation = await world.organisation();
const visitors = {
  helper: await world.helper({ organisation }),
  newcomer: await world.helper({ organisation, certifiedAt: null }),
  manager: await world.helper({ organisation, role: 'manager', certifiedAt: null }),
  operator: await appointOperator(context),
  supervisor: await appointSupervisor(context, '70'),
  ombudsman: await appointOmbudsman(context, '*'),
};
type Visitor = keyof typeof visitors;

/** Who of them may, for each audience there is: a new audience does not compile until it says so here. Null: not by who signed in. */
const admitted: Readonly<Record<Audience, readonly Visitor[] | null>> = {
  anyone: null,
  'the browser that asked': null,
  'the browser that gave a stop code': null,
  'relying party': null,
  'the SMS gateway': null,
  'whoever gave a first factor': null,
  applicant: null,
  person: [],
  helper: ['helper'],
  'helper, second factor under 15 minutes': ['helper'],
  manager: ['manager'],
  'manager, second factor under 15 minutes': ['manager'],
  'member, certified or not': ['helper', 'newcomer', 'manager'],
  'signed in': ['helper', 'newcomer', 'manager', 'operator', 'supervisor', 'ombudsman'],
  'signed in, second factor under 15 minutes': ['helper', 'newcomer', 'manager', 'operator', 'supervisor', 'ombudsman'],
  operator: ['operator'],
  'operator, second factor under 15 minutes': ['operator'],
  supervisor: ['supervisor', 'ombudsman'],
  'supervisor, second factor under 15 minutes': ['supervisor', 'ombudsman'],
  ombudsman: ['ombudsman'],
  'ombudsman, second factor under 15 minutes': ['ombudsman'],
};

const nobody = '5f0c9a4e-1111-4000-8000-000000000000';
const stranger = await world.helper();
const thirdParty = await world.client();
const theirs = {
  helper: stranger.id,
  mandate: (await world.mandate({ helper: stranger })).id,
  draft: (await world.draft({ helper: stranger })).id,
};
/** A use of the other organisation's, contested by its person. */
const contested = await atomically(context, async (work) => {
  const who = { helperId: stranger.id, organisationId: stranger.organisation.id, secondFactorAt: work.at };
  const { use, person } = await useMandate(work, { ...who, mandateId: theirs.mandate, procedure: 'papiers', client: thirdParty });
  return openCase(work, { useId: use.id, person, words: 'Je n’étais pas là ce jour-là.', publicUrl: url });
});
/** A letter that the other organisation printed for its person, and news for the next one. */
const letter = await printedLetter(context, { helper: stranger, mandateId: theirs.mandate });
/** What an address with a parameter names, by how it begins: another organisation's. A route that is not here fails its test. */
const ofAnother: readonly (readonly [start: string, id: string])[] = [
  ['/mandates/', theirs.mandate],
  ['/drafts/', theirs.draft],
  ['/letters/printed/', letter.id],
  ['/letters/', letter.personId],
  ['/offers/', (await offeringIn({ needs: context }).offered(stranger.organisation)).id],
  ['/manager/mandates/', theirs.mandate],
  ['/manager/cases/', contested.id],
  ['/manager/helpers/', theirs.helper],
  ['/manager/invitations/', nobody],
  ['/manager/cards/', '12345678'],
  ['/interaction/', nobody],
];

async function enter(who: Visitor): Promise<{ browser: Browser; csrf: string }> {
  const browser = new Browser();
  const [name = '', value = ''] = (await signedInCookie(context, visitors[who])).split('=');
  browser.cookies.set(name, value);
  return { browser, csrf: /name="_csrf" value="([^"]+)"/.exec((await browser.open(`${url}/factors`)).text)?.[1] ?? '' };
}

const inside = {
  helper: await enter('helper'),
  newcomer: await enter('newcomer'),
  manager: await enter('manager'),
  operator: await enter('operator'),
  supervisor: await enter('supervisor'),
  ombudsman: await enter('ombudsman'),
};

function ask(who: Visitor, route: string, id: string): Promise<Shown> {
  const [method, path = ''] = route.split(' ');
  const { browser, csrf } = inside[who];
  return browser.request(url + path.replace(/:\w+/g, id), method === 'POST' ? { _csrf: csrf } : undefined);
}

const routes = Object.entries(access);
const strangersAtDoors = routes.flatMap(([route, audience]) => {
  const may = admitted[audience];
  return may === null
    ? []
    : (Object.keys(visitors) as Visitor[]).filter((who) => !may.includes(who)).map((who) => [who, route, audience] as const);
});

// `/home` leads members who may not help to where they begin.
const leadOn = new Set(['newcomer GET /home', 'manager GET /home']);

test.each(strangersAtDoors)('%s is not let in at %s (%s)', async (who, route, audience) => {
  const answer = await ask(who, route, nobody);
  if (audience === 'person') expect(answer.location ?? '').toContain('/me/sign-in');
  else if (leadOn.has(`${who} ${route}`)) expect(answer.location).toMatch(/\/(training|manager)$/);
  else expect(answer.status).toBe(403);
});

const objects = routes.flatMap(([route, audience]) => {
  const may = admitted[audience]?.filter((who) => !['operator', 'supervisor', 'ombudsman'].includes(who)) ?? [];
  return route.includes('/:') && /^(helper|manager)/.test(audience) ? may.map((who) => [who, route] as const) : [];
});

test.each(objects)('to %s, what is another organisation’s does not exist: %s', async (who, route) => {
  const [start, id] = ofAnother.find(([beginning]) => route.split(' ')[1]?.startsWith(beginning)) ?? [];
  expect(start).toBeDefined();
  const [another, none] = [await ask(who, route, id ?? ''), await ask(who, route, nobody)];
  expect(another.status).toBe(none.status);
  expect(another.status >= 400 || route.endsWith('/cancellation')).toBe(true);
  expect(another.status).toBeLessThan(500);
  expect(another.text).not.toContain('ST-PIERRE');
  expect(another.text).not.toContain(stranger.familyName);
});

test('after all that, nothing of the other organisation has changed', async () => {
  const { rows } = await house.database.asOwner<{ count: number }>(
    `select count(*)::int from journal.entry_index where organisation_id = '${stranger.organisation.id}' and helper_id <> '${stranger.id}'`,
  );
  expect(rows[0]?.count).toBe(0);
});
