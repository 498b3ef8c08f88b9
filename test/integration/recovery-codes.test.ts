import { atomically } from '../../src/db/database.ts';
import { setFactorsRemoved } from '../../src/identity/factor-store.ts';
import { minute } from '../../src/clock.ts';
import { Browser, type Shown } from '../support/browser.ts';
import { wordsOf } from '../support/counter.ts';
import { firstFactor, giveCode, signIn } from '../support/sign-in.ts';
import { entriesOf } from '../support/staff.ts';
import { openIdentityHouse } from '../support/upstream.ts';
import type { TestHelper } from '../support/world.ts';

const house = await openIdentityHouse();
afterAll(() => house.close());

const { world, clock } = house;

/** A helper's browser, in front of their fresh recovery codes. */
async function withCodes(helper: TestHelper): Promise<{ browser: Browser; page: Shown; codes: string[] }> {
  const browser = await signIn(house, helper);
  const page = await browser.submit(await browser.open(`${house.url}/factors`), '/account/recovery-codes');
  return { browser, page, codes: codesOf(page) };
}

function codesOf(page: Shown): string[] {
  return [...page.text.matchAll(/<code dir="ltr">([2-9A-Y]{5}-[2-9A-Y]{5})<\/code>/g)].flatMap(([, code]) => code ?? []);
}

test('ten codes are given, shown until they are noted, never afterwards', async () => {
  const armand = await world.helper();
  const { browser, page, codes } = await withCodes(armand);
  expect(new Set(codes).size).toBe(10);
  expect(codesOf(await browser.open(`${house.url}/account/recovery-codes`))).toEqual(codes); // a closed laptop loses nothing
  const account = await browser.submit(page, '/account/recovery-codes/noted');
  expect(account.text).toContain('Il vous en reste 10');
  expect(codesOf(await browser.open(`${house.url}/account/recovery-codes`))).toEqual([]);
  const { rows } = await house.database.asOwner<{ text: string }>('select recovery_codes::text as text from recovery_codes');
  for (const code of codes) expect(JSON.stringify(rows)).not.toContain(code.replace('-', ''));
});

test('whoever opens the page without fresh codes reads how many are left, and nothing that did not happen', async () => {
  const armand = await world.helper();
  const browser = await signIn(house, armand);
  const read = async () => wordsOf(await browser.open(`${house.url}/account/recovery-codes`));
  const never = await read();
  for (const words of ['Vous n’en avez pas.', 'Créer mes codes de secours']) expect(never).toContain(words);
  expect(never).not.toContain('vous avez dit');
  const page = await browser.submit(await browser.open(`${house.url}/factors`), '/account/recovery-codes');
  await browser.submit(page, '/account/recovery-codes/noted');
  for (const [index, code] of codesOf(page).entries()) {
    if (index < 2 || index === 9) {
      const left = index === 0 ? 'Il vous en reste 10.' : index === 1 ? 'Il vous en reste 9.' : 'Il vous en reste un.';
      expect(await read()).toContain(left);
      expect(await read()).toContain('Créer d’autres codes');
    }
    await giveCode(browser, await browser.open(`${house.url}/second-factor`), code);
  }
  expect(await read()).toContain('Il ne vous en reste aucun.');
});

test('their owner is told by mail: whoever found the account open could come back with them', async () => {
  const armand = await world.helper();
  await withCodes(armand);
  expect(await house.takeMessages()).toMatchObject([{ to: armand.email, subject: 'Votre second facteur a changé' }]);
});

test('a code serves once in place of the second factor, however it is typed, and is recorded', async () => {
  const armand = await world.helper();
  const { codes } = await withCodes(armand);
  const { browser, page } = await firstFactor(house, armand);
  expect((await giveCode(browser, page, ` ${(codes[0] ?? '').toLowerCase().replace('-', ' ')}`)).url).toBe(`${house.url}/home`);
  expect((await entriesOf(house, armand)).slice(-2)).toEqual(['recovery_code_used', 'helper_signed_in']);
  const again = await firstFactor(house, armand);
  expect((await giveCode(again.browser, again.page, codes[0] ?? '')).status).toBe(422);
});

test('another helper’s code, a former one and a guess serve nothing', async () => {
  const [armand, nadia] = [await world.helper(), await world.helper()];
  const others = await withCodes(nadia);
  const { browser: own, codes: former } = await withCodes(armand);
  await own.submit(await own.open(`${house.url}/factors`), '/account/recovery-codes');
  const { browser, page } = await firstFactor(house, armand);
  for (const code of [others.codes[0], former[0], 'AAAAA-AAAAA']) expect((await giveCode(browser, page, code ?? '')).status).toBe(422);
});

test('guesses of recovery codes make one wait like any other', async () => {
  const armand = await world.helper();
  const { codes } = await withCodes(armand);
  const { browser, page } = await firstFactor(house, armand);
  for (let time = 0; time < 5; time++) await giveCode(browser, page, 'BBBBB-BBBBB');
  expect((await giveCode(browser, page, codes[1] ?? '')).status).toBe(429);
});

test('they ask for a second factor of less than fifteen minutes', async () => {
  const browser = await signIn(house, await world.helper());
  clock.forward(15 * minute);
  expect((await browser.open(`${house.url}/account/recovery-codes`)).url).toBe(`${house.url}/second-factor`);
});

test('whose factors are reset has no recovery code either', async () => {
  const armand = await world.helper();
  const { codes } = await withCodes(armand);
  await atomically(house, ({ tx, at }) => setFactorsRemoved(tx, armand.id, at));
  const { browser, page } = await firstFactor(house, armand);
  expect(page.url).toBe(`${house.url}/account/second-factor`);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  expect((await browser.request(`${house.url}/second-factor`, { _csrf: csrf, code: codes[0] ?? '' })).status).toBe(403);
});
