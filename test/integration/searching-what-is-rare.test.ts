import { questionOf } from '../../src/supervision/search-plan.ts';
import { searchJournal } from '../../src/supervision/search-journal.ts';
import type { Criteria } from '../../src/supervision/criteria.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, world, clock } = rooms;
const everywhere = { territories: ['*'] };
const here = await world.organisation({ territory: '70' });

test('what is rare is looked for a stretch at a time, and the page says how far it went', async () => {
  await rooms.asOwner(
    `insert into journal.entry_index (entry_id, at, event, organisation_id, procedure)
     select 1000000 + n, timestamptz '${clock.now().toISOString()}' + n * interval '1 second', case n when 3 then 'heartbeat' else 'mandate_used' end,
            '${here.id}', case when n < 700 then 'justice' else 'argent' end
       from generate_series(1, 6000) as n`,
  );
  const question = questionOf(everywhere, { organisation: here.id, procedure: 'justice', event: 'mandate_used' });
  const stretches: (string | null)[] = [];
  let found = await searchJournal(needs.db, question, { limit: 25, before: null });
  while (found.entries.length === 0 && found.next !== null) {
    expect(found.searchedBackTo).not.toBeNull();
    expect(found.total.exact).toBe(false);
    stretches.push(found.next);
    found = await searchJournal(needs.db, question, { limit: 25, before: found.next });
  }
  expect(stretches.length).toBeGreaterThan(0);
  expect(found.entries).toHaveLength(25);
});

test('where they are many, no more are said to be there than there are, and the guess is said apart', async () => {
  const counted = async (criteria: Criteria) =>
    (await searchJournal(needs.db, questionOf(everywhere, criteria), { limit: 2, before: null })).total;
  expect(await counted({ organisation: here.id })).toMatchObject({ count: 1_000, exact: false });
  await rooms.asOwner('analyze journal.entry_index');
  expect(await counted({ organisation: here.id })).toEqual({ count: 1_000, exact: false, about: 6_000 });
});
