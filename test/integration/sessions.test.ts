import { hour, minute, second } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { deleteEndedSessions, listSessionsOfHelper } from '../../src/http/store.ts';
import { insertMembership } from '../../src/organisations/store.ts';
import { Browser, type Shown } from '../support/browser.ts';
import { questionOf, registerPasskey } from '../support/passkeys.ts';
import { giveCode, signIn } from '../support/sign-in.ts';
import { entriesOf, freshCode } from '../support/staff.ts';
import { openIdentityHouse } from '../support/upstream.ts';
import type { TestHelper } from '../support/world.ts';

const house = await openIdentityHouse();
afterAll(() => house.close());

const { world, clock } = house;

const cookieOf = (browser: Browser) => browser.cookies.get('procura') ?? '';

/** A second factor of a quarter of an hour ago, or more, given again. */
async function stepUp(browser: Browser, helper: TestHelper, later = 15 * minute): Promise<Shown> {
  clock.forward(later);
  return giveCode(browser, await browser.open(`${house.url}/sensitive`), freshCode(clock, helper));
}

/** Another window of the same browser, as it was when it was opened. */
function copyOf(browser: Browser): Browser {
  const copy = new Browser();
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
  return copy;
}

describe('a second factor given again', () => {
  test('gives the session another identifier: whoever copied the former one is out', async () => {
    const armand = await world.helper();
    const browser = await signIn(house, armand);
    const thief = copyOf(browser);
    expect((await thief.open(`${house.url}/home`)).url).toBe(`${house.url}/home`);
    expect((await stepUp(browser, armand)).url).toBe(`${house.url}/sensitive`);
    expect(cookieOf(browser)).not.toBe(cookieOf(thief));
    expect((await thief.open(`${house.url}/home`)).url).toBe(`${house.url}/sign-in`);
    await stepUp(browser, armand);
    expect((await browser.open(`${house.url}/home`)).url).toBe(`${house.url}/home`);
  });

  test('does not lengthen it: twelve hours after signing in it is over', async () => {
    const armand = await world.helper();
    const browser = await signIn(house, armand);
    for (let times = 0; times < 12; times++) await stepUp(browser, armand, 55 * minute);
    expect((await browser.open(`${house.url}/home`)).url).toBe(`${house.url}/home`);
    clock.forward(54 * minute);
    expect((await browser.open(`${house.url}/home`)).url).toBe(`${house.url}/sign-in`);
  });

  test('leaves good what waits in other pages: their forms, and a question to a passkey', async () => {
    const armand = await world.helper();
    const browser = await signIn(house, armand);
    const authenticator = await registerPasskey(browser, house.url);
    const form = await browser.open(`${house.url}/factors`);
    clock.forward(15 * minute);
    const waiting = await browser.open(`${house.url}/sensitive`);
    await stepUp(browser, armand, 0);
    expect(await browser.submit(form, '/account/recovery-codes')).toMatchObject({ status: 200 });
    const credential = authenticator.get(questionOf(waiting));
    expect(await browser.submit(waiting, '/second-factor', { fields: { credential } })).toMatchObject({ status: 200 });
    expect((await entriesOf(house, armand)).at(-1)).toBe('second_factor_confirmed');
  });
});

test('a form opened for one organisation is not sent for another', async () => {
  const [armand, other] = [await world.helper(), await world.organisation()];
  const place = { helperId: armand.id, organisationId: other.id, role: 'helper', joinedAt: clock.now() } as const;
  await atomically(house, ({ tx }) => insertMembership(tx, place));
  const browser = await signIn(house, armand);
  const before = await browser.open(`${house.url}/factors`);
  await browser.submit(before, '/organisation', { fields: { organisation: other.id } });
  const late = await browser.submit(before, '/account/recovery-codes');
  expect(late).toMatchObject({ status: 403, text: expect.stringContaining('avez changé de structure') });
  expect((await entriesOf(house, armand)).at(-1)).toBe('organisation_switched');
});

test('a session without a sign of life for an hour is not shown as open, and is forgotten', async () => {
  const armand = await world.helper();
  await signIn(house, armand);
  clock.forward(hour - minute);
  await signIn(house, armand);
  const open = async () => (await listSessionsOfHelper(house.db, armand.id, clock.now())).length;
  const kept = async () => ((await house.db('sessions').where('helper_id', armand.id)) as unknown[]).length;
  expect([await open(), await kept()]).toEqual([2, 2]);
  await deleteEndedSessions(house.db, clock.now());
  expect(await kept()).toBe(2);
  clock.forward(minute + second);
  expect(await open()).toBe(1);
  await deleteEndedSessions(house.db, clock.now());
  expect(await kept()).toBe(1);
});

test('a page that comes again by itself is no sign of life: a desk left with it open is left for an hour', async () => {
  const browser = await signIn(house, await world.helper());
  clock.forward(hour - minute);
  expect((await browser.open(`${house.url}/home?by=itself`)).url).toBe(`${house.url}/home?by=itself`);
  clock.forward(minute);
  expect((await browser.open(`${house.url}/home`)).url).toBe(`${house.url}/sign-in`);
});

test('one signs out everywhere else', async () => {
  const armand = await world.helper();
  const [here, elsewhere] = [await signIn(house, armand), await signIn(house, armand)];
  const page = await here.submit(await here.open(`${house.url}/factors`), '/account/sessions/end');
  expect(page).toMatchObject({ status: 200, url: `${house.url}/factors` });
  expect((await elsewhere.open(`${house.url}/home`)).url).toBe(`${house.url}/sign-in`);
  expect((await here.open(`${house.url}/home`)).url).toBe(`${house.url}/home`);
  expect((await entriesOf(house, armand)).at(-1)).toBe('sessions_ended');
});

test('another helper’s sessions stay', async () => {
  const [armand, nadia] = [await world.helper(), await world.helper()];
  const [own, others] = [await signIn(house, armand), await signIn(house, nadia)];
  await signIn(house, armand);
  await own.submit(await own.open(`${house.url}/factors`), '/account/sessions/end');
  expect((await others.open(`${house.url}/home`)).url).toBe(`${house.url}/home`);
});
