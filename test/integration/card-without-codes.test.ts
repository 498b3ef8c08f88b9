import { atomically } from '../../src/db/database.ts';
import { importCards } from '../../src/identity/cards.ts';
import { browserOf } from '../support/as-operator.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { aTeam } from '../support/managing.ts';
import { entriesOf } from '../support/staff.ts';

const house = await openHouse();

test('a card of whose key there is no code, taken before keys were checked, is refused with its reason and retired', async () => {
  const { manager, helper } = await aTeam(house.world);
  const cards = [{ serial: 'K-1003', seed: 'A'.repeat(27), period: 60 as const }];
  await atomically(house.context, (work) => importCards(work, { manager, organisationId: manager.organisation.id, cards }));
  const browser = await browserOf(house, manager);
  const path = `${house.url}/manager/cards/K-1003`;
  const fields = { email: helper.email, code: '123456' };
  const refused = await browser.submit(await browser.open(path), '/manager/cards/K-1003/binding', { fields });
  expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining('elle a été mal copiée')]);
  const page = await browser.open(path);
  expect([wordsOf(page), page.text]).toEqual([expect.stringContaining('Cassée'), expect.not.stringContaining('/binding')]);
  expect(await entriesOf(house.context, manager)).toContain('second_factor_removed');
});
