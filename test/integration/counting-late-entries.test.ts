import { beginningOf } from '../../src/http/paris.ts';
import { searchJournal } from '../../src/supervision/search-journal.ts';
import { questionOf } from '../../src/supervision/search-plan.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();

test('what was refused in a period is counted, though others that were late in it took the numbers between', async () => {
  const [first, last] = [beginningOf('2030-03-01'), beginningOf('2030-03-02')].map((at) => at.toISOString());
  await rooms.asOwner(
    `insert into journal.entry_index (entry_id, at, event, refusal)
     select 9000000 + n, case when n in (1, 400) then timestamptz '${first}' else timestamptz '${last}' end, 'use_refused', 'mandate_expired'
       from generate_series(1, 400) as n`,
  );
  const question = questionOf({ territories: ['*'] }, { outcome: 'refused', from: '2030-03-01', to: '2030-03-01' });
  const found = await searchJournal(rooms.db, question, { limit: 100, before: null });
  expect(found.entries).toHaveLength(2);
  expect(found.total).toEqual({ count: 2, exact: true, about: null });
});
