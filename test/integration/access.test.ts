import type { Router } from 'express';
import { access } from '../../src/access.ts';
import { createApp } from '../../src/app.ts';
import { listen } from '../../src/demo/listen.ts';
import { Browser } from '../support/browser.ts';
import { openHouse } from '../support/house.ts';

const house = await openHouse();

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

function routesOf(stack: readonly Layer[]): string[] {
  return stack.flatMap(({ route, handle }) => {
    if (route) return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`);
    return handle?.stack ? routesOf(handle.stack) : [];
  });
}

test('every route of the application is in the list of who may, and every line of the list is a route', () => {
  const router = createApp(house.context).router as unknown as Router & { stack: readonly Layer[] }; // its inside is not typed
  const listed = Object.keys(access).filter((route) => !route.startsWith('ALL '));
  expect(routesOf(router.stack).sort()).toEqual(listed.sort());
});

const somewhere = '5f0c9a4e-1111-4000-8000-000000000000';
const closed = Object.entries(access).filter(
  ([, who]) => !['anyone', 'relying party', 'the SMS gateway'].includes(who) && !who.startsWith('the browser that'),
);
const doors = new Map([
  ['applicant', '/apply'],
  ['person', '/me/sign-in'],
]);
const doorOf = (who: string) => house.url + (doors.get(who) ?? '/sign-in');

test.each(closed)('a stranger is not let in: %s (%s)', async (route, who) => {
  const [method = '', path = ''] = route.split(' ');
  const browser = new Browser();
  const address = house.url + path.replace(/:\w+/g, somewhere);
  const answer = await browser.request(address, method === 'POST' ? {} : undefined);
  if (method === 'POST') expect(answer.status).toBe(403);
  else expect({ status: answer.status, location: answer.location }).toEqual({ status: 303, location: doorOf(who) });
});

test.each(closed.filter(([route]) => route.startsWith('POST')))(
  'a stranger with a form of ours is sent to sign in: %s',
  async (route, who) => {
    const browser = new Browser();
    const page = await browser.open(`${house.url}/sign-in`);
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const answer = await browser.request(house.url + (route.split(' ')[1] ?? '').replace(/:\w+/g, somewhere), { _csrf: token });
    expect({ status: answer.status, location: answer.location }).toEqual({ status: 303, location: doorOf(who) });
  },
);

test.each(['/', '/nothing', '/public/procura.css', '/health/live', '/oidc/jwks', '/api/v1/directory.json'])(
  'no browser guesses what %s is, nor shows it in somebody else’s page',
  async (path) => {
    const { headers } = await new Browser().request(house.url + path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  },
);

const machines = ['relying party', 'the SMS gateway'];

test.each(
  Object.entries(access).filter(
    ([route, who]) => route.startsWith('POST') && !closed.some(([one]) => one === route) && !machines.includes(who),
  ),
)('a form that anybody may send is refused without its token: %s', async (route) => {
  const browser = new Browser();
  await browser.open(`${house.url}/sign-in`);
  const address = house.url + (route.split(' ')[1] ?? '').replace(/:\w+/g, somewhere);
  expect((await browser.request(address, {})).status).toBe(403);
  expect((await browser.request(address, { _csrf: 'x'.repeat(43) })).status).toBe(403);
});

test.each([
  ['from here', {}, 422],
  ['from here, as the browser says', { origin: house.url, 'sec-fetch-site': 'same-origin' }, 422],
  ['from another site, as the browser says', { 'sec-fetch-site': 'cross-site' }, 403],
  ['from a neighbouring name', { 'sec-fetch-site': 'same-site' }, 403],
  ['from another address', { origin: 'https://elsewhere.example' }, 403],
])('a form with its token, sent %s', async (_, said, status) => {
  const browser = new Browser();
  const page = await browser.open(`${house.url}/stop`);
  const body = new URLSearchParams({ _csrf: /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '', stopCode: 'wrong' });
  const headers = { cookie: `procura=${browser.cookies.get('procura') ?? ''}`, ...said };
  expect((await fetch(`${house.url}/stop`, { method: 'POST', headers, body })).status).toBe(status);
});

test.each(['//elsewhere.example/x', '///elsewhere.example/x', '/%5Celsewhere.example', '//elsewhere.example/%2e%2e'])(
  'who is sent to %s by a form of another site is shown no way there by our refusal',
  async (path) => {
    const answer = await fetch(house.url + path, { method: 'POST', body: new URLSearchParams({ a: 'b' }) });
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toMatch(/(href|action)="([/\\]{2}|[a-z]+:)[^"]*elsewhere/);
  },
);

test('who has a whole network of IPv6 addresses is counted as one, and a neighbour is not', async () => {
  const behind = await listen({ port: 0 }, () => createApp({ ...house.context, trustedProxies: ['loopback'] }));
  const askFrom = (ip: string) => fetch(`${behind.url}/verify?paper=x`, { headers: { 'x-forwarded-for': ip } });
  const statuses = [];
  for (let n = 1; n <= 31; n++) statuses.push((await askFrom(`2001:db8:1:2::${n.toString(16)}`)).status);
  expect(statuses.slice(0, 30)).not.toContain(429);
  expect(statuses[30]).toBe(429);
  expect((await askFrom('2001:db8:1:3::1')).status).not.toBe(429);
  await behind.close();
});
