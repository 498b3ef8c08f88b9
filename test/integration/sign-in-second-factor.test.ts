import { after, hour, minute, second } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { confirmSecondFactor, withSecondFactor } from '../../src/identity/second-factor.ts';
import { setHelperSuspended } from '../../src/organisations/store.ts';
import { firstFactor, giveCode, signIn } from '../support/sign-in.ts';
import { codeAt, entriesOf, freshCode } from '../support/staff.ts';
import { openIdentityHouse } from '../support/upstream.ts';
import type { TestHelper } from '../support/world.ts';

const house = await openIdentityHouse();
afterAll(() => house.close());

const { world, clock } = house;
const refusedCode = 'Ce code n’est pas accepté';
const wrongCode = (helper: TestHelper) => (codeAt(helper, clock.now()) === '000000' ? '111111' : '000000');

test.each([
  ['two steps ago', -60, 422],
  ['one step ago', -30, 200],
  ['now', 0, 200],
  ['in one step', 30, 200],
  ['in two steps', 60, 422],
])('the code of %s', async (_when, seconds, status) => {
  const armand = await world.helper();
  const { browser, page } = await firstFactor(house, armand);
  const code = codeAt(armand, after(clock.now(), seconds * second));
  expect((await giveCode(browser, page, code)).status).toBe(status);
});

test('a code is never accepted twice, nor the one before it afterwards', async () => {
  const armand = await world.helper();
  await signIn(house, armand);
  const { browser, page } = await firstFactor(house, armand);
  const again = await giveCode(browser, page, codeAt(armand, clock.now()));
  expect(again).toMatchObject({ status: 422, text: expect.stringContaining(refusedCode) });
  expect((await giveCode(browser, page, codeAt(armand, after(clock.now(), -30 * second)))).status).toBe(422);
  expect((await giveCode(browser, page, freshCode(clock, armand))).status).toBe(200);
  expect((await entriesOf(house, armand)).slice(-3)).toEqual([
    'second_factor_refused: second_factor_wrong',
    'second_factor_refused: second_factor_wrong',
    'helper_signed_in',
  ]);
});

test('one code given twenty times at once is accepted once', async () => {
  const armand = await world.helper();
  const code = freshCode(clock, armand);
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => confirmSecondFactor(house, { helper: armand, code })));
  expect(answers.filter((answer) => answer.status === 'fulfilled' && answer.value)).toHaveLength(1);
});

test('twenty guesses at once are five guesses', async () => {
  const armand = await world.helper();
  const guesses = Array.from({ length: 20 }, () => confirmSecondFactor(house, { helper: armand, code: wrongCode(armand) }));
  const answers = await Promise.allSettled(guesses);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  expect((await entriesOf(house, armand)).filter((entry) => entry === 'second_factor_refused: too_many_requests')).toHaveLength(15);
});

test('after five wrong codes the right one waits too, and each further failure doubles the wait up to an hour', async () => {
  const armand = await world.helper();
  const guess = (code: string) => confirmSecondFactor(house, { helper: armand, code });
  for (let time = 0; time < 5; time++) expect(await guess(wrongCode(armand))).toBe(false);
  for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
    clock.forward(minutes * minute - second);
    await expect(guess(codeAt(armand, clock.now()))).rejects.toMatchObject({ code: 'too_many_requests', retryAfter: 1 });
    clock.forward(second);
    expect(await guess(wrongCode(armand))).toBe(false);
  }
  clock.forward(hour);
  expect(await guess(codeAt(armand, clock.now()))).toBe(true);
  expect(await guess(wrongCode(armand))).toBe(false);
  expect(await guess(freshCode(clock, armand))).toBe(true); // one failure is one again
});

test('failures widen nothing: a code of two steps away stays wrong after each of them, and so it stays after the wait', async () => {
  const armand = await world.helper();
  const guess = (steps: number) =>
    confirmSecondFactor(house, { helper: armand, code: codeAt(armand, after(clock.now(), steps * 30 * second)) });
  for (const steps of [-2, 2, -3, 3]) expect(await guess(steps)).toBe(false);
  expect(await guess(-2)).toBe(false);
  clock.forward(minute);
  expect(await guess(2)).toBe(false);
  clock.forward(2 * minute);
  expect(await guess(1)).toBe(true);
});

test('waiting looks the same for the right code and a wrong one', async () => {
  const armand = await world.helper();
  const { browser, page } = await firstFactor(house, armand);
  for (let time = 0; time < 5; time++) await giveCode(browser, page, wrongCode(armand));
  const answers = [await giveCode(browser, page, wrongCode(armand)), await giveCode(browser, page, codeAt(armand, clock.now()))];
  expect(answers.map(({ status }) => status)).toEqual([429, 429]);
  const [wrong, right] = answers.map(({ text }) => text.replaceAll(/nonce="[^"]*"/g, ''));
  expect(right).toBe(wrong);
});

test('an act that is refused after a right code neither uses it up nor counts as a failure', async () => {
  const armand = await world.helper();
  const code = freshCode(clock, armand);
  for (let time = 0; time < 6; time++) {
    await expect(withSecondFactor(house, { helper: armand, code }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  }
  expect(await confirmSecondFactor(house, { helper: armand, code })).toBe(true);
});

test('what is not six digits gives the page back without counting', async () => {
  const armand = await world.helper();
  const { browser, page } = await firstFactor(house, armand);
  for (const code of ['', '12345', '1234567', 'abcdef']) expect((await giveCode(browser, page, code)).status).toBe(422);
  const code = freshCode(clock, armand);
  expect((await giveCode(browser, page, `${code.slice(0, 3)} ${code.slice(3)}`)).status).toBe(200);
  expect(await entriesOf(house, armand)).not.toContain('second_factor_refused: second_factor_wrong');
});

test('a helper suspended between the two factors is not let in', async () => {
  const armand = await world.helper();
  const { browser, page } = await firstFactor(house, armand);
  await atomically(house, ({ tx, at }) => setHelperSuspended(tx, armand.id, at));
  const refused = await giveCode(browser, page, freshCode(clock, armand));
  expect(refused).toMatchObject({ status: 403, text: expect.stringContaining('Votre compte est suspendu') });
  expect((await browser.open(`${house.url}/home`)).url).toBe(`${house.url}/sign-in`);
});

test('a sensitive page asks for the second factor again after 15 minutes, and comes back; the session lives on', async () => {
  const armand = await world.helper();
  const browser = await signIn(house, armand);
  clock.forward(15 * minute - second);
  expect((await browser.open(`${house.url}/sensitive`)).text).toContain('since');
  clock.forward(second);
  const page = await browser.open(`${house.url}/sensitive`);
  expect(page.url).toBe(`${house.url}/second-factor`);
  expect((await browser.open(`${house.url}/home`)).text).toContain(armand.email);
  const back = await giveCode(browser, page, freshCode(clock, armand));
  expect(back).toMatchObject({ url: `${house.url}/sensitive`, status: 200 });
  expect((await entriesOf(house, armand)).at(-1)).toBe('second_factor_confirmed');
});
