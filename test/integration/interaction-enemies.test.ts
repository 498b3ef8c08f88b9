import { minute } from '../../src/clock.ts';
import { Browser, type Shown } from '../support/browser.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { RelyingParty } from '../support/relying-party.ts';

const house = await openProviderHouse();
const { world } = house;
const service = new RelyingParty(house, await world.client());
const until = (url: string) => service.isMine(url);

async function arrive() {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, procedures: ['papiers', 'logement'] });
  const browser = await house.signedIn(helper);
  const list = await browser.open(service.request());
  const page = await browser.open(new URL(/href="([^"]*\?person=[^"]*)"/.exec(list.text)?.[1] ?? '', list.url));
  return { helper, mandate, browser, list, page, action: new URL(page.url).pathname };
}

const uses = async () => Number((await house.db('uses').count({ n: '*' }))[0]?.['n']);
const send = (browser: Browser, page: Shown, fields: Record<string, string> = {}) =>
  browser.submit(page, new URL(page.url).pathname, { fields, until });

test('the page of one person shows that person alone, and leads to the service', async () => {
  const { page, list } = await arrive();
  expect(list.text).not.toContain('Continuer pour');
  expect(page.text).toContain('Joséphine ST-PIERRE');
  expect(page.text.match(/Continuer pour/g)).toHaveLength(2);
  expect(page.headers.get('content-security-policy')).toContain(`form-action 'self' https://service.example`);
  expect(page.text).not.toMatch(/<script(?![^>]*nonce)/);
});

test('who is not signed in is asked to sign in, and comes back here', async () => {
  const browser = new Browser();
  const { location } = await browser.request(service.request());
  const page = await browser.request(location ?? '');
  expect(page).toMatchObject({ status: 303, location: `${house.url}/sign-in` });
  const [session] = await house.db('sessions').whereNull('helper_id').select('return_to');
  expect(session).toEqual({ return_to: new URL(location ?? '').pathname });
});

test('a second factor of 15 minutes ago is asked again', async () => {
  const { browser } = await arrive();
  house.clock.forward(15 * minute);
  expect(await browser.open(service.request(), { until: (url) => url.endsWith('/second-factor') })).toMatchObject({
    location: `${house.url}/second-factor`,
  });
});

test('a service may ask for a younger second factor', async () => {
  const { browser } = await arrive();
  house.clock.forward(minute);
  const until = (url: string) => url.endsWith('/second-factor');
  expect((await browser.open(service.request({ max_age: '30' }), { until })).location).toContain('/second-factor');
  expect((await browser.open(service.request({ max_age: '60' }))).status).toBe(200);
});

test('without the form’s own token nothing happens', async () => {
  const { browser, page, mandate } = await arrive();
  const before = await uses();
  const answer = await browser.request(page.url, { mandateId: mandate.id, procedure: 'logement' });
  expect(answer.status).toBe(403);
  expect(await uses()).toBe(before);
});

test('another helper’s interaction is unknown, even in the same browser', async () => {
  const { browser, page } = await arrive();
  const other = await house.signedIn(await world.helper());
  expect(await other.request(page.url)).toMatchObject({ status: 404 });
  browser.cookies.set('procura', other.cookies.get('procura') ?? '');
  expect(await browser.request(page.url)).toMatchObject({ status: 404 });
});

test('the same helper in another browser has not started it', async () => {
  const { helper, page } = await arrive();
  expect(await (await house.signedIn(helper)).request(page.url)).toMatchObject({ status: 404 });
});

test.each(['nothing', '../mandates', 'a'.repeat(21), "x'--", 'é'.repeat(300)])(
  'an interaction that is not is unknown (%s)',
  async (uid) => {
    const browser = await house.signedIn(await world.helper());
    browser.cookies.set('procura_interaction', encodeURIComponent(uid));
    expect((await browser.request(`${house.url}/interaction/${encodeURIComponent(uid)}`)).status).toBe(404);
  },
);

test('two clicks make one use, and both lead to the service', async () => {
  const { browser, page } = await arrive();
  const before = await uses();
  const fields = Object.fromEntries(
    [...page.text.matchAll(/name="(_csrf|mandateId|procedure)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
  const [first, second] = await Promise.all([browser.request(page.url, fields), browser.request(page.url, fields)]);
  expect([first.status, second.status, second.location]).toEqual([303, 303, first.location]);
  expect(await uses()).toBe(before + 1);
  expect((await browser.request(first.location ?? '')).location).toContain('code=');
});

test('one answer makes one code: the way back, taken twice, ends on a page', async () => {
  const { browser, page } = await arrive();
  const answer = await browser.request(
    page.url,
    Object.fromEntries(
      [...page.text.matchAll(/name="(_csrf|mandateId|procedure)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
    ),
  );
  const cookies = new Map(browser.cookies);
  expect((await browser.request(answer.location ?? '')).location).toContain('code=');
  for (const [name, value] of cookies) browser.cookies.set(name, value);
  const again = await browser.request(answer.location ?? '');
  expect(again).toMatchObject({ status: 400, location: null });
  expect(again.text).toContain('Trop de temps a passé');
});

test('the back button after the end shows a clear page', async () => {
  const { browser, page } = await arrive();
  expect((await send(browser, page)).location).toContain('code=');
  const back = await browser.request(page.url);
  expect(back).toMatchObject({ status: 404, location: null });
  expect(back.text).toContain('Recommencez depuis le service');
});

test('left alone for ten minutes it is over; looked at, it lasts half an hour', async () => {
  const idle = await arrive();
  house.clock.forward(10 * minute);
  expect((await idle.browser.request(idle.page.url)).status).toBe(404);
  const lively = await arrive();
  house.clock.forward(9 * minute);
  expect((await lively.browser.request(lively.page.url)).status).toBe(200);
});

test('the way back to the service, nothing chosen, says access_denied', async () => {
  const { browser, page, action } = await arrive();
  const before = await uses();
  const there = await browser.submit(page, `${action}/abandonment`, { until });
  expect(Object.fromEntries(new URL(there.location ?? '').searchParams)).toMatchObject({
    error: 'access_denied',
    state: 's'.repeat(64),
    iss: house.issuer,
  });
  expect(await uses()).toBe(before);
});

test('the way back cannot be taken before anything was answered', async () => {
  const { browser, action } = await arrive();
  const resumed = await browser.request(`${house.issuer}/authorize${action.replace('/interaction', '')}`);
  expect(resumed.location ?? '').not.toContain('code=');
});
