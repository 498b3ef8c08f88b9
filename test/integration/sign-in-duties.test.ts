import { appointOperator, appointSupervisor } from '../support/appointed.ts';
import { firstFactor, giveCode, signIn } from '../support/sign-in.ts';
import { entriesOf, freshCode } from '../support/staff.ts';
import { openIdentityHouse } from '../support/upstream.ts';

const house = await openIdentityHouse();
afterAll(() => house.close());

const { clock } = house;

test.each([
  ['an operator', () => appointOperator(house), '/operator'],
  ['a supervisor', () => appointSupervisor(house, '*'), '/supervision'],
] as const)('%s signs in as helpers do, without an organisation, and lands at home', async (_who, appoint, home) => {
  const somebody = await appoint();
  const browser = await signIn(house, somebody);
  expect((await browser.open(`${house.url}/sign-in`, { until: () => true })).location).toBe(house.url + home);
  expect(await entriesOf(house, somebody)).toEqual([
    `${home === '/operator' ? 'operator' : 'supervisor'}_added`,
    'sign_in_link_sent',
    'helper_signed_in',
  ]);
});

test('an operator who came for a helper’s page is not led there', async () => {
  const operator = await appointOperator(house);
  const { browser, page } = await firstFactor(house, operator);
  await browser.open(`${house.url}/home`);
  const after = await giveCode(browser, page, freshCode(clock, operator));
  expect(after.url).toBe(`${house.url}/operator`);
});
