import { atomically } from '../../src/db/database.ts';
import { setFactorsRemoved } from '../../src/identity/factor-store.ts';
import { firstFactor, giveCode, signIn } from '../support/sign-in.ts';
import { entriesOf, freshCode } from '../support/staff.ts';
import { openIdentityHouse } from '../support/upstream.ts';

const house = await openIdentityHouse();
afterAll(() => house.close());

const { world, clock } = house;

test('a helper without a second factor puts one in place at sign-in', async () => {
  const armand = await world.helper();
  await atomically(house, ({ tx, at }) => setFactorsRemoved(tx, armand.id, at));
  const { browser, page } = await firstFactor(house, armand);
  expect(page.url).toBe(`${house.url}/account/second-factor`);
  const shown = await browser.submit(page, '/account/second-factor');
  const totpSecret = /<code[^>]*>([A-Z2-7 ]+)<\/code>/.exec(shown.text)?.[1]?.replaceAll(' ', '') ?? '';
  expect(shown.text).toContain(`otpauth://totp/Procura:${encodeURIComponent(armand.email)}?secret=${totpSecret}`);
  const confirm = (code: string) => browser.submit(shown, '/account/second-factor/confirmation', { fields: { code } });
  const own = { ...armand, totpSecret };
  expect(await confirm('000000')).toMatchObject({ status: 422, text: expect.stringContaining('Ce code n’est pas accepté') });
  expect((await confirm(freshCode(clock, own))).url).toBe(`${house.url}/home`);
  expect((await entriesOf(house, armand)).slice(-3)).toEqual([
    'second_factor_refused: second_factor_wrong',
    'second_factor_added',
    'helper_signed_in',
  ]);
  await signIn(house, own);
});

test('whoever proved a second factor puts another application in its place: the former one’s codes are dead', async () => {
  const armand = await world.helper();
  const browser = await signIn(house, armand);
  const shown = await browser.submit(await browser.open(`${house.url}/account/second-factor`), '/account/second-factor');
  const totpSecret = /<code[^>]*>([A-Z2-7 ]+)<\/code>/.exec(shown.text)?.[1]?.replaceAll(' ', '') ?? '';
  await signIn(house, armand); // until it is confirmed, nothing changed
  const code = freshCode(clock, { ...armand, totpSecret });
  const account = await browser.submit(shown, '/account/second-factor/confirmation', { fields: { code } });
  expect(account.url).toBe(`${house.url}/factors`);
  await expect(signIn(house, armand)).rejects.toThrow('not signed in');
  await signIn(house, { ...armand, totpSecret });
});

test('whoever has a second factor cannot put another in its place with the first factor alone', async () => {
  const armand = await world.helper();
  const { browser, page } = await firstFactor(house, armand);
  const form = /name="_csrf" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
  const answer = await browser.request(`${house.url}/account/second-factor`, { _csrf: form });
  expect(answer.location).toBe(`${house.url}/second-factor`);
  const { rows } = await house.database.asOwner(`select from totp_factors where helper_id = '${armand.id}' and confirmed_at is null`);
  expect(rows).toHaveLength(0);
});

describe('a stolen mailbox, while a key waits to be confirmed', () => {
  async function waitingKey() {
    const armand = await world.helper();
    const own = await signIn(house, armand);
    const shown = await own.submit(await own.open(`${house.url}/account/second-factor`), '/account/second-factor');
    const key = /<code[^>]*>([A-Z2-7 ]+)<\/code>/.exec(shown.text)?.[1] ?? 'no key';
    const { browser, page } = await firstFactor(house, armand);
    const _csrf = /name="_csrf" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
    return {
      browser,
      page,
      key,
      confirm: (code: string) => browser.request(`${house.url}/account/second-factor/confirmation`, { _csrf, code }),
    };
  }

  test.each(['no code at all', '000000'])('does not learn the key by confirming it with « %s »', async (code) => {
    const { key, confirm } = await waitingKey();
    const answer = await confirm(code);
    expect({ isShown: answer.text.includes(key), location: answer.location }).toEqual({
      isShown: false,
      location: `${house.url}/second-factor`,
    });
  });

  test('does not guess for ever: to be sent away forgets no failure', async () => {
    const { browser, page, confirm } = await waitingKey();
    const statuses: number[] = [];
    for (let guess = 0; guess < 6; guess += 1) {
      statuses.push((await giveCode(browser, page, '000000')).status);
      await confirm('000000');
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  });
});
