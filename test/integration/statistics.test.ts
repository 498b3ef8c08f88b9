import { day } from '../../src/clock.ts';
import type { Procedure } from '../../src/mandates/procedures.ts';
import { countMonths } from '../../src/supervision/count-months.ts';
import { statisticsOf } from '../../src/supervision/statistics.ts';
import { findUncounted, listCounts, listMonths } from '../../src/supervision/statistics-store.ts';
import { actsIn } from '../support/acts.ts';
import { openRooms } from '../support/rooms.ts';
import { josephine, type TestHelper } from '../support/world.ts';

const rooms = await openRooms();
const { needs, clock, db, world } = rooms;
const { use } = actsIn(rooms);
const [armand, nadia] = [await world.helper(), await world.helper()];
const client = await world.client();

async function mandates(helper: TestHelper, count: number, procedure: Procedure): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const identity = {
      ...josephine,
      givenName: `Personne${'abcdefghijklmnopqrstuvwxyz'[index] ?? ''}`,
      familyName: helper.familyName.endsWith('2') ? 'Deux' : 'Quatre',
    };
    const mandate = await world.mandate({ helper, identity, procedures: [procedure] });
    await use(mandate, { helper, client, procedure });
  }
}

await mandates(armand, 12, 'papiers');
await mandates(nadia, 11, 'social');
await mandates(nadia, 2, 'famille');

test('a month is counted once it is over, once, and does not change any more', async () => {
  expect(await countMonths(needs)).toBe(0);
  clock.forward(32 * day);
  expect(await Promise.all([countMonths(needs)])).toEqual([1]);
  expect(await findUncounted(db, clock.now())).toBeUndefined();
  const [month = ''] = await listMonths(db, 12);
  const all = await listCounts(db, { organisationId: null, since: month });
  expect(all.find(({ measure, procedure }) => measure === 'mandates' && procedure === '')).toMatchObject({ count: 25, others: 12 });
  expect(all.find(({ procedure }) => procedure === 'papiers')).toMatchObject({ count: 12, others: 0 });
  expect(all.find(({ measure }) => measure === 'people')).toMatchObject({ count: 23 });
});

test('the public does not learn what a single organisation did; the organisation learns its own, but not its few', async () => {
  const months = await listMonths(db, 12);
  const since = months.at(-1) ?? '';
  const everybody = statisticsOf(months, await listCounts(db, { organisationId: null, since }));
  expect(everybody.months[0]?.told).toEqual({ mandates: 25, people: 23, uses: 25 });
  expect(everybody.procedures.map(({ uses }) => uses)).toEqual(Array.from({ length: 10 }, () => null));
  const own = statisticsOf(months, await listCounts(db, { organisationId: nadia.organisation.id, since }));
  expect(own.months[0]?.told).toEqual({ mandates: 13, people: 11, uses: 13 });
  expect(own.procedures.map(({ uses }) => uses)).toEqual(Array.from({ length: 10 }, () => null)); // thirteen less eleven would be two
});

test('many uses of few people are as little told as few uses', async () => {
  const [lise, service] = [await world.helper(), await world.client()];
  const mandate = await world.mandate({ helper: lise, procedures: ['logement'] });
  for (let times = 0; times < 30; times += 1) await use(mandate, { helper: lise, client: service, procedure: 'logement' });
  const others = await Promise.all([armand, nadia].map((helper) => world.mandate({ helper, procedures: ['logement'] })));
  for (const [index, helper] of [armand, nadia].entries())
    for (let times = 0; times < 15; times += 1) await use(others[index] ?? mandate, { helper, client: service, procedure: 'logement' });
  clock.forward(32 * day);
  await countMonths(needs);
  const [month = '', since = ''] = await listMonths(db, 12);
  for (const organisationId of [lise.organisation.id, null]) {
    const told = statisticsOf([month, since], await listCounts(db, { organisationId, since }));
    expect(told.months[0]?.told).toEqual({ mandates: null, people: null, uses: null });
    expect(told.procedures.map(({ uses }) => uses)).toEqual(Array.from({ length: 10 }, () => null));
  }
});
