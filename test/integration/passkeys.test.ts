import { hour, minute, second } from '../../src/clock.ts';
import { Authenticator } from '../support/authenticator.ts';
import { questionOf, registerPasskey } from '../support/passkeys.ts';
import { firstFactor, signIn } from '../support/sign-in.ts';
import { entriesOf } from '../support/staff.ts';
import { openIdentityHouse } from '../support/upstream.ts';

const house = await openIdentityHouse();
afterAll(() => house.close());

const { world, clock } = house;
const accepted = { status: 200, url: `${house.url}/home` };
const refused = { status: 422, url: `${house.url}/second-factor` };

/** A helper with a passkey, back in front of the second factor in another browser. */
async function arriving() {
  const armand = await world.helper();
  const authenticator = await registerPasskey(await signIn(house, armand), house.url);
  await house.takeMessages();
  const { browser, page } = await firstFactor(house, armand);
  return { armand, authenticator, browser, page };
}

test('a passkey is registered, told by mail, and lets its owner in', async () => {
  const { armand, authenticator, browser, page } = await arriving();
  const home = await browser.submit(page, '/second-factor', { fields: { credential: authenticator.get(questionOf(page)) } });
  expect(home).toMatchObject(accepted);
  expect(await entriesOf(house, armand)).toContain('second_factor_added');
  expect((await browser.open(`${house.url}/factors`)).text).toContain('Clé bleue');
});

test('its owner hears of it', async () => {
  const armand = await world.helper();
  const browser = await signIn(house, armand);
  await house.takeMessages();
  await registerPasskey(browser, house.url);
  expect(await house.takeMessages()).toMatchObject([{ to: armand.email, subject: expect.stringContaining('second facteur a changé') }]);
});

const enemies: readonly (readonly [who: string, lie: (one: Awaited<ReturnType<typeof arriving>>) => Promise<string> | string])[] = [
  ['brings another passkey', ({ page }) => new Authenticator(house.url).get(questionOf(page))],
  ['signs for another site', ({ authenticator, page }) => authenticator.get(questionOf(page), { origin: 'https://procura.example.net' })],
  ['signs another question', ({ authenticator }) => authenticator.get({ challenge: 'AAAA', rpId: new URL(house.url).hostname })],
  [
    'brings the answer to the question of another browser',
    async ({ armand, authenticator }) => authenticator.get(questionOf((await firstFactor(house, armand)).page)),
  ],
  [
    'answers with a registration',
    ({ authenticator, page }) => authenticator.create({ ...questionOf(page), rp: { id: new URL(house.url).hostname } }),
  ],
  ['sends no JSON', () => '{"id":'],
  ['sends another shape', () => '{"id":"x","type":"password"}'],
  [
    'brings a passkey of another account',
    async ({ page }) => {
      const other = await world.helper();
      return (await registerPasskey(await signIn(house, other), house.url)).get(questionOf(page));
    },
  ],
];

test.each(enemies)('who %s does not get in', async (_who, lie) => {
  const here = await arriving();
  const answer = await here.browser.submit(here.page, '/second-factor', { fields: { credential: await lie(here) } });
  expect(answer).toMatchObject(refused);
  expect((await here.browser.open(`${house.url}/home`)).url).toBe(`${house.url}/second-factor`);
  expect((await entriesOf(house, here.armand)).at(-1)).toBe('second_factor_refused: second_factor_wrong');
});

test('the same answer does not serve twice', async () => {
  const { authenticator, browser, page } = await arriving();
  const credential = authenticator.get(questionOf(page));
  expect(await browser.submit(page, '/second-factor', { fields: { credential } })).toMatchObject(accepted);
  clock.forward(16 * minute);
  const step = await browser.open(`${house.url}/second-factor`);
  expect(await browser.submit(step, '/second-factor', { fields: { credential } })).toMatchObject(refused);
});

test('a cloned passkey, whose counter does not go forward, proves nothing', async () => {
  const { authenticator, browser, page } = await arriving();
  expect(
    await browser.submit(page, '/second-factor', { fields: { credential: authenticator.get(questionOf(page), { counter: 7 }) } }),
  ).toMatchObject(accepted);
  const step = await browser.open(`${house.url}/second-factor`);
  const behind = authenticator.get(questionOf(step), { counter: 7 });
  expect(await browser.submit(step, '/second-factor', { fields: { credential: behind } })).toMatchObject(refused);
});

test('a question left unanswered for ten minutes is too old', async () => {
  const { authenticator, browser, page } = await arriving();
  const credential = authenticator.get(questionOf(page));
  clock.forward(10 * minute + second);
  expect(await browser.submit(page, '/second-factor', { fields: { credential } })).toMatchObject(refused);
});

test('guesses with passkeys and with codes are counted together', async () => {
  const { browser, page } = await arriving();
  for (let time = 0; time < 5; time++)
    await browser.submit(page, '/second-factor', time % 2 ? { fields: { code: '000000' } } : { fields: { credential: '{}' } });
  expect((await browser.submit(page, '/second-factor', { fields: { code: '111111' } })).status).toBe(429);
  clock.forward(hour);
});
