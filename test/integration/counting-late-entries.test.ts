import { beginningOf } from '../../src/http/paris.ts';
import { searchJournal } from '../../src/supervision/search-journal.ts';
import { questionOf } from '../../src/supervision/search-plan.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();

test('what a demonstration laid of the past, after what it stands among, is found in its period', async () => {
  await rooms.asOwner(
    `insert into journal.entry_index (entry_id, at, event)
     select 2000 + n, timestamptz '2030-01-01 12:00Z' + n * interval '1 minute', 'mandate_viewed' from generate_series(1, 2500) as n
     union all values (5000, timestamptz '2030-01-01 12:00Z', 'heartbeat')`,
  );
  const question = questionOf({ territories: ['*'] }, { event: 'heartbeat', from: '2030-01-01', to: '2030-01-03' });
  expect((await searchJournal(rooms.db, question, { limit: 10, before: null })).entries).toHaveLength(1);
});

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

/** Five thousand around a midnight, so many of them before it; and two whose numbers say nothing of their time. */
const around = (midnight: string, { first, base }: { readonly first: number; readonly base: number }) => `
  insert into journal.entry_index (entry_id, at, event)
  select ${base} + n, timestamptz '${midnight}' + (n - 2500) * interval '60 milliseconds', 'mandate_viewed' from generate_series(1, 5000) as n
  union all values (${first}, timestamptz '${midnight}' + interval '8 minutes', 'heartbeat'),
                   (${base} + 6000, timestamptz '${midnight}' - interval '8 minutes', 'heartbeat')`;

test.each<[what: string, period: { from?: string; to: string }]>([
  ['the last day', { to: '2031-02-28' }],
  ['the next day', { from: '2031-03-01', to: '2031-03-01' }],
])(
  'an entry of an instance whose clock is minutes apart is found in its period, whatever was numbered between: %s',
  async (_what, period) => {
    const midnight = beginningOf('2031-03-01').toISOString();
    if (period.from === undefined) await rooms.asOwner(around(midnight, { first: 10_000_000, base: 10_000_000 }));
    const question = questionOf({ territories: ['*'] }, { from: '2031-02-28', event: 'heartbeat', ...period });
    expect((await searchJournal(rooms.db, question, { limit: 10, before: null })).entries).toHaveLength(1);
  },
);

test('every entry of a day is on one of its pages, though others were numbered between', async () => {
  const midnight = beginningOf('2033-03-01').toISOString();
  await rooms.asOwner(around(midnight, { first: 20_000_000, base: 20_000_000 }));
  const question = questionOf({ territories: ['*'] }, { from: '2033-02-28', to: '2033-02-28' });
  const read: string[] = [];
  let before: string | null = null;
  do {
    const { entries, next } = await searchJournal(rooms.db, question, { limit: 100, before });
    read.push(...entries.map(({ entryId }) => entryId));
    before = next;
  } while (before !== null);
  expect(new Set(read).size).toBe(2_500); // those before midnight, and the one whose clock is behind
  expect(read).toHaveLength(2_500);
});
