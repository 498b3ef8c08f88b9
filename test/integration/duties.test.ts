import { atomically } from '../../src/db/database.ts';
import { addOperator } from '../../src/organisations/appoint.ts';
import { listTerritories } from '../../src/organisations/territory-store.ts';
import { refusedWith } from '../support/acts.ts';
import { browserOf } from '../support/as-operator.ts';
import { openHouse } from '../support/house.ts';
import { entriesOf } from '../support/staff.ts';
import { appointOperator, appointSupervisor } from '../support/appointed.ts';

const house = await openHouse();
const { world, context } = house;
const staff = {
  operator: await appointOperator(context),
  supervisor: await appointSupervisor(context, '70'),
  helper: await world.helper(),
};

test('whoever tried another’s door is recorded', async () => {
  expect((await (await browserOf(house, staff.operator)).open(`${house.url}/home`)).status).toBe(403);
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
