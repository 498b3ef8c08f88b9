import { after, day, minute } from '../../src/clock.ts';
import { appendAlone } from '../../src/journal/append.ts';
import { countFigures } from '../../src/supervision/count-figures.ts';
import { listFigures } from '../../src/supervision/figure-store.ts';
import { figuresOf } from '../../src/supervision/figures.ts';
import { actsIn } from '../support/acts.ts';
import { openRooms } from '../support/rooms.ts';
import { Sequencing } from '../support/sequencing.ts';

const rooms = await openRooms();
const { needs, clock, world } = rooms;
const sequencing = new Sequencing(rooms);
const sequencer = sequencing.start();
const acts = actsIn(rooms);
const everywhere = { territories: ['*'] };

const figures = (reach = everywhere) => figuresOf(needs.db, reach, { at: clock.now(), days: 31 });

async function count(): Promise<number> {
  await sequencing.settled(sequencer);
  return countFigures(needs);
}

async function use(times: number, procedure: 'papiers' | 'logement' | 'justice'): Promise<void> {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, procedures: [procedure] });
  const client = await world.client({ procedures: [procedure] });
  for (let n = 0; n < times; n += 1) await acts.use(mandate, { helper, client, procedure });
}

const counted = async () => {
  const { rows } = await needs.db.raw<{ rows: { n: number }[] }>(
    "select coalesce(sum(count), 0)::int as n from territory_days where measure = 'uses'",
  );
  return rows[0]?.n ?? 0;
};

test('uses are counted by procedure, territory and week, once, and no number under ten is told nor found by subtraction', async () => {
  await use(21, 'papiers');
  await use(14, 'logement');
  await use(3, 'justice');
  await count();
  const { usesByProcedure, usesByTerritory, usesByWeek } = await figures();
  expect(usesByProcedure).toEqual([
    { key: 'papiers', count: 21 },
    { key: 'logement', count: null }, // with it, 38 told and 21 told would tell 17 of both, not 3
    { key: 'justice', count: null },
  ]);
  expect(usesByTerritory).toEqual([{ key: '70', count: 38 }]);
  expect(usesByWeek).toMatchObject([{ count: 38 }]);
});

test('what was counted is not counted again, by several instances at once either', async () => {
  await count();
  await use(5, 'papiers');
  await sequencing.settled(sequencer);
  const before = await counted();
  await Promise.all([countFigures(needs), countFigures(needs), countFigures(needs)]);
  expect(await counted()).toBe(before + 5);
  await countFigures(needs);
  expect(await counted()).toBe(before + 5);
});

test('refusals are counted by code; those of no organisation are the whole country’s', async () => {
  for (let n = 0; n < 12; n += 1) await appendAlone(needs, { event: 'sign_in_refused', refusal: 'second_factor_wrong' });
  for (let n = 0; n < 4; n += 1) await appendAlone(needs, { event: 'sign_in_refused', refusal: 'card_unknown' });
  await count();
  const { refusals } = await figures();
  expect(refusals).toEqual(
    expect.arrayContaining([
      { key: 'second_factor_wrong', count: 12 },
      { key: 'card_unknown', count: null },
    ]),
  );
  expect((await figures({ territories: ['70'] })).refusals.map(({ key }) => key)).not.toContain('second_factor_wrong');
});

test('a supervisor from elsewhere counts nothing of these territories', async () => {
  const { usesByProcedure, usesByTerritory, standings } = await figures({ territories: ['2A'] });
  expect([...usesByProcedure, ...usesByTerritory, ...standings]).toEqual([]);
});

test('the time to stop is told once ten services were told of an end', async () => {
  expect((await figures()).timeToStop).toBeNull();
  const at = clock.now();
  const [mandate] = await needs.db.select('id').from('mandates').limit(1);
  const uses = await needs.db
    .select({ id: 'id', clientId: 'client_id' })
    .from('uses')
    .where('mandate_id', (mandate as { id: string }).id)
    .limit(11);
  const signals = uses.map(({ id, clientId }: { id: string; clientId: string }, n) => ({
    ...{ id, use_id: id, client_id: clientId, mandate_id: (mandate as { id: string }).id, procedure: 'papiers', kind: 'logout' },
    ...{ created_at: at, due_at: at, expires_at: new Date(at.getTime() + minute), told_at: new Date(at.getTime() + (n + 1) * 100) },
  }));
  await needs.db.batchInsert('signals', signals);
  expect((await figures()).timeToStop).toMatchObject({ told: 11, waiting: 0, failed: 0, median: 0.6 });
});

test('what happened stays where it happened when an organisation moves', async () => {
  await rooms.asOwner("update organisations set territory = '2A'");
  expect((await figures({ territories: ['2A'] })).usesByProcedure).toEqual([]);
  expect((await figures({ territories: ['70'] })).usesByTerritory).toMatchObject([{ key: '70' }]);
});

test('the country’s figures are those of its territories together, whatever the day they begin; only the counting changes them', async () => {
  const counted = (ago: number, which: string) => `insert into territory_days as known (day, territory, measure, key, count)
    select date '2026-11-26' - n - ${String(ago)}, territory, 'uses', key, 1 + n % 7
      from generate_series(0, 400) as n, unnest(array['70', '21', '2A']) as territory, unnest(array['papiers', 'social']) as key where ${which}
    on conflict (measure, day, territory, key) do update set count = known.count + excluded.count`;
  for (const which of ['n % 3 = 0', 'true', "key = 'social'"]) await needs.db.raw(counted(3, which));
  for (const days of [0, 1, 5, 6, 7, 8, 31, 92, 366])
    for (const by of ['key', 'territory', 'week'] as const) {
      const question = {
        measure: 'uses',
        by,
        since: after(new Date('2026-11-26'), -days * day)
          .toISOString()
          .slice(0, 10),
      } as const;
      const all = await listFigures(needs.db, everywhere, question);
      expect(all).toEqual(await listFigures(needs.db, { territories: ['70', '21', '2A'] }, question));
      if (days > 5) expect(all).not.toEqual([]);
    }
  await expect(needs.db.raw('update country_figures set count = 0')).rejects.toThrow('permission denied');
});
