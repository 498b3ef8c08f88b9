import { access } from '../../src/access.ts';
import { atomically } from '../../src/db/database.ts';
import { addOperator } from '../../src/organisations/appoint.ts';
import { listTerritories } from '../../src/organisations/territory-store.ts';
import { refusedWith } from '../support/acts.ts';
import { Browser } from '../support/browser.ts';
import { openHouse } from '../support/house.ts';
import { entriesOf, signedInCookie } from '../support/staff.ts';
import { appointOperator, appointSupervisor, type TestStaff } from '../support/appointed.ts';

const house = await openHouse();
const { world, context, url } = house;
const staff = {
  operator: await appointOperator(context),
  supervisor: await appointSupervisor(context, '70'),
  helper: await world.helper(),
};
type Duty = keyof typeof staff;
const somewhere = '5f0c9a4e-1111-4000-8000-000000000000';

async function browserOf(who: TestStaff): Promise<{ browser: Browser; csrf: string }> {
  const browser = new Browser();
  const [name = '', value = ''] = (await signedInCookie(context, who)).split('=');
  browser.cookies.set(name, value);
  return { browser, csrf: /name="_csrf" value="([^"]+)"/.exec((await browser.open(`${url}/factors`)).text)?.[1] ?? '' };
}

const browsers = {
  operator: await browserOf(staff.operator),
  supervisor: await browserOf(staff.supervisor),
  helper: await browserOf(staff.helper),
};
const doors = Object.entries(access).flatMap(([route, who]) => {
  const [duty = ''] = who.split(',');
  return duty in staff
    ? (Object.keys(staff) as Duty[]).filter((other) => other !== duty).map((other) => [other, route, duty] as const)
    : [];
});

test.each(doors)('the account of one duty does not do what another does: %s at %s', async (other, route) => {
  const { browser, csrf } = browsers[other];
  const [method, path = ''] = route.split(' ');
  const answer = await browser.request(url + path.replace(/:\w+/g, somewhere), method === 'POST' ? { _csrf: csrf } : undefined);
  expect(answer.status).toBe(403);
  expect(answer.text).toContain('Cette page n’est pas pour votre compte');
});

test('whoever tried another’s door is recorded', async () => {
  expect(await entriesOf(context, staff.operator)).toContain('duty_refused: account_of_another_duty');
});

test('the database itself refuses an operator in an organisation, and the change of an account’s duty', async () => {
  const { operator, helper } = staff;
  const join = `insert into memberships (helper_id, organisation_id, role, joined_at) values ('${operator.id}', '${helper.organisation.id}', 'helper', 'now')`;
  await expect(house.database.asOwner(join)).rejects.toThrow(/memberships_of_helpers/);
  await expect(house.database.asOwner(`update helpers set duty = 'operator' where id = '${helper.id}'`)).rejects.toThrow(/foreign key/);
});

test('an address has one account', async () => {
  const { email } = staff.helper;
  const again = atomically(context, (work) => addOperator(work, { email: email.toUpperCase(), givenName: 'A', familyName: 'B' }));
  await expect(again).rejects.toEqual(refusedWith('account_exists'));
});

test('a supervisor’s territories are those given', async () => {
  expect(await listTerritories(context.db, staff.supervisor.id)).toEqual(['70']);
});
