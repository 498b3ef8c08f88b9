import type { Router } from 'express';
import { access } from '../../src/access.ts';
import { createApp } from '../../src/app.ts';
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
