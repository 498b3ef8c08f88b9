import { atomically } from '../../src/db/database.ts';
import { setHelperSuspended } from '../../src/organisations/store.ts';
import { signedInCookie } from '../support/staff.ts';
import { openHouse } from '../support/house.ts';

const house = await openHouse();
const cookie = await signedInCookie(house.context, await house.world.helper());
const form = { 'content-type': 'application/x-www-form-urlencoded' };

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const requests: [what: string, path: string, sent?: Sent][] = [
  ['a path that cannot be decoded', '/mandates/%E0%A4%A'],
  ['a file whose name cannot be decoded', '/public/%E0%A4%A'],
  ['a file above the folder', '/public/..%2f..%2fpackage.json'],
  ['a health page whose name cannot be decoded', '/health/%E0%A4%A'],
  ['a path with a null character', '/mandates/%00'],
  ['a search with a null character', '/home?q=%00'],
  ['a search sent as a list', '/home?q=a&q=b&q[x]=c'],
  ['a page number beyond all bounds', `/home?page=${'9'.repeat(400)}`],
  ['an entry number beyond all bounds', `/activity?before=${'9'.repeat(18)}`],
  ['a proof of nothing', '/verify?reference=%00&fingerprint=%00'],
  ['a language nobody speaks', '/?lang=%00'],
  ['a cookie that is no session', '/home', { headers: { cookie: 'procura=%00; language=%00' } }],
  ['a body too large', '/mandates', { method: 'POST', headers: form, body: 'a='.padEnd(70_000, 'x') }],
  ['a body of too many fields', '/mandates', { method: 'POST', headers: form, body: 'a=1&'.repeat(500) }],
  [
    'a body in a charset nobody knows',
    '/mandates',
    { method: 'POST', headers: { 'content-type': `${form['content-type']}; charset=x` }, body: 'a' },
  ],
  ['a body that is no form', '/mandates', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }],
  ['an authorization request of nothing', '/oidc/authorize?%00=%E0%A4%A'],
  ['a token request too large', '/oidc/token', { method: 'POST', headers: form, body: 'code='.padEnd(200_000, 'x') }],
];

test.each<[what: string, path: string, sent?: Sent]>(requests)(
  '%s gets a clear no, never a fault or its inside',
  async (_, path, sent = {}) => {
    const answer = await fetch(house.url + path, { redirect: 'manual', ...sent, headers: { cookie, ...sent.headers } });
    expect(answer.status).toBeLessThan(500);
    expect(await answer.text()).not.toMatch(/node_modules|\n\s+at |src\/\w+\//);
  },
);

test('the public check of papers cannot be tried without end', async () => {
  const paper = `/verify?reference=5f0c9a4e-1111-4000-8000-000000000000&fingerprint=${'0'.repeat(64)}`;
  const statuses: number[] = [];
  for (let tries = 0; tries < 31; tries++) statuses.push((await fetch(house.url + paper)).status);
  expect(new Set(statuses.slice(0, 29))).toEqual(new Set([200]));
  expect(statuses.at(-1)).toBe(429);
});

test('a helper who is suspended is out at the next click, wherever they are signed in', async () => {
  const helper = await house.world.helper();
  const cookies = [await signedInCookie(house.context, helper), await signedInCookie(house.context, helper)];
  await atomically(house.context, ({ tx, at }) => setHelperSuspended(tx, helper.id, at));
  for (const own of cookies) expect((await fetch(`${house.url}/home`, { redirect: 'manual', headers: { cookie: own } })).status).toBe(403);
});
