import { access, type Audience } from '../../src/access.ts';
import { appointOmbudsman, appointOperator, appointSupervisor } from '../support/appointed.ts';
import { Browser, type Shown } from '../support/browser.ts';
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

function ask(who: Visitor, route: string): Promise<Shown> {
  const [method, path = ''] = route.split(' ');
  const { browser, csrf } = inside[who];
  return browser.request(url + path.replace(/:\w+/g, nobody), method === 'POST' ? { _csrf: csrf } : undefined);
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
  const answer = await ask(who, route);
  if (audience === 'person') expect(answer.location ?? '').toContain('/me/sign-in');
  else if (leadOn.has(`${who} ${route}`)) expect(answer.location).toMatch(/\/(training|manager)$/);
  else expect(answer.status).toBe(403);
});
