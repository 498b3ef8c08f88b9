import { minute } from '../../src/clock.ts';
import type { Browser } from '../support/browser.ts';
import { questionOf, registerPasskey } from '../support/passkeys.ts';
import { firstFactor, signIn } from '../support/sign-in.ts';
import { entriesOf } from '../support/staff.ts';
import { openIdentityHouse } from '../support/upstream.ts';

const house = await openIdentityHouse();
afterAll(() => house.close());

const { world, clock } = house;

async function newPasskeyPage(browser: Browser) {
  return browser.open(`${house.url}/account/passkeys/new`);
}

test('whoever gave only the first factor of an account that has a second one adds no passkey', async () => {
  const armand = await world.helper();
  const { browser } = await firstFactor(house, armand);
  expect((await newPasskeyPage(browser)).url).toBe(`${house.url}/second-factor`);
  const page = await browser.open(`${house.url}/second-factor`);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const answer = await browser.request(`${house.url}/account/passkeys`, { _csrf: csrf, name: 'x', credential: '{}' });
  expect(answer.status).toBe(303);
  expect(answer.location).toBe(`${house.url}/second-factor`);
});

test('an authenticator that is registered already is not registered again, for nobody', async () => {
  const [armand, nadia] = [await world.helper(), await world.helper()];
  const authenticator = await registerPasskey(await signIn(house, armand), house.url);
  const browser = await signIn(house, nadia);
  const page = await newPasskeyPage(browser);
  const taken = await browser.submit(page, '/account/passkeys', {
    fields: { name: 'Volée', credential: authenticator.create(questionOf(page)) },
  });
  expect(taken).toMatchObject({ status: 403, text: expect.stringContaining('n’est pas acceptée') });
  expect((await entriesOf(house, nadia)).at(-1)).toBe('second_factor_refused: passkey_not_accepted');
});

test('a change of factors asks for a second factor of less than fifteen minutes', async () => {
  const armand = await world.helper();
  const browser = await signIn(house, armand);
  clock.forward(15 * minute);
  expect((await newPasskeyPage(browser)).url).toBe(`${house.url}/second-factor`);
});

test('a passkey is renamed and removed by its owner; another’s is unknown, and the last factor stays', async () => {
  const [armand, nadia] = [await world.helper(), await world.helper()];
  const browser = await signIn(house, armand);
  await registerPasskey(browser, house.url, 'Téléphone');
  const page = await browser.open(`${house.url}/factors`);
  const [, removal = ''] = /action="([^"]*\/account\/passkeys\/[^"]*\/removal)"/.exec(page.text) ?? [];
  const others = await signIn(house, nadia);
  const csrf = /name="_csrf" value="([^"]+)"/.exec((await others.open(`${house.url}/factors`)).text)?.[1] ?? '';
  expect((await others.request(house.url + removal, { _csrf: csrf })).status).toBe(404);
  const renamed = await browser.submit(page, removal.replace('removal', 'name'), { fields: { name: 'Clé du bureau' } });
  expect(renamed.text).toContain('Clé du bureau');
  const one = await browser.submit(renamed, '/account/application/removal');
  expect(one.url).toBe(`${house.url}/factors`);
  expect(one.text).not.toContain('/removal"');
  const own = /name="_csrf" value="([^"]+)"/.exec(one.text)?.[1] ?? '';
  const last = await browser.request(house.url + removal, { _csrf: own });
  expect(last).toMatchObject({ status: 409, text: expect.stringContaining('Ce moyen est le dernier') });
});
