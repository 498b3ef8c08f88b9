import { Browser } from '../support/browser.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { RelyingParty } from '../support/relying-party.ts';

const house = await openProviderHouse();
const { world } = house;
const service = new RelyingParty(house, await world.client());

const kept = async () => {
  const { rows } = await house.db.raw<{ rows: { n: number }[] }>('select count(*)::int as n from oidc_payloads');
  return rows[0]?.n;
};

test('one place may ask 300 times a minute; beyond that it is told to wait, and nothing more is kept', async () => {
  const url = service.request();
  const ask = () => new Browser().request(url);
  const statuses: number[] = [];
  for (let turn = 0; turn < 10; turn++) statuses.push(...(await Promise.all(Array.from({ length: 30 }, ask))).map(({ status }) => status));
  expect(new Set(statuses)).toEqual(new Set([303]));
  expect(await kept()).toBe(300);

  const refused = await ask();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.headers.getSetCookie()).toEqual([]);
  expect(await kept()).toBe(300);
});

test('a place that asked too often still ends what it began: only asking is counted', async () => {
  const discovery = await new Browser().request(`${house.issuer}/.well-known/openid-configuration`);
  expect(discovery.status).toBe(200);
  const resumed = await new Browser().request(`${house.issuer}/authorize/nothing`);
  expect(resumed.status).not.toBe(429);
});

test('one place may begin 300 sessions a minute; whoever has one is not kept out by the others', async () => {
  const address = `${house.url}/interaction/nothing`;
  const found = async (browser = new Browser()) => (await browser.request(address)).status;
  const known = new Browser();
  const statuses = [await found(known)];
  for (let turn = 0; turn < 10; turn++) statuses.push(...(await Promise.all(Array.from({ length: 30 }, () => found()))));
  expect(statuses.toSorted()).toEqual([...Array<number>(300).fill(303), 429]); // of thirty at once, any may be the one too many
  expect(await found(known)).toBe(303);
});
