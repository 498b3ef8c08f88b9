import { day, minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { append } from '../../src/journal/append.ts';
import { beginningOf } from '../../src/http/paris.ts';
import type { Criteria } from '../../src/supervision/criteria.ts';
import { searchJournal } from '../../src/supervision/search-journal.ts';
import { questionOf } from '../../src/supervision/search-plan.ts';
import { readFound } from '../../src/supervision/search-store.ts';
import { actsIn } from '../support/acts.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, world, clock } = rooms;
const acts = actsIn(rooms);
const everywhere = { territories: ['*'] };

const here = await world.organisation({ territory: '70' });
const helper = await world.helper({ organisation: here });
const other = await world.helper({ organisation: await world.organisation({ territory: '21' }) });
const client = await world.client();
const mandate = await world.mandate({ helper, procedures: ['papiers', 'social'] });
const theirs = await world.mandate({ helper: other });
clock.forward(day);
const use = await acts.use(mandate, { helper, client });
clock.forward(minute);
const social = await acts.use(mandate, { helper, client, procedure: 'social' });
await atomically(needs, (work) =>
  append(work, { event: 'use_refused', refusal: 'mandate_expired', mandate, helper, organisationId: here.id, procedure: 'papiers' }),
);

async function search(criteria: Criteria, { reach = everywhere, limit = 100 }: { reach?: { territories: string[] }; limit?: number } = {}) {
  return searchJournal(needs.db, questionOf(reach, criteria), { limit, before: null });
}
const eventsOf = async (criteria: Criteria, reach = everywhere) => (await search(criteria, { reach })).entries.map(({ event }) => event);
const today = clock.now().toISOString().slice(0, 10);

test.each<[what: string, criteria: Criteria, events: string[]]>([
  ['a use', { use: use.id }, ['mandate_used']],
  ['a refusal code', { refusal: 'mandate_expired' }, ['use_refused']],
  ['what was refused', { outcome: 'refused' }, ['use_refused']],
  ['a procedure', { procedure: 'social' }, ['mandate_used']],
  ['a relying party', { client: client.id, outcome: 'done', event: 'mandate_used' }, ['mandate_used', 'mandate_used']],
  ['a helper and a procedure', { helper: helper.id, procedure: 'papiers' }, ['use_refused', 'mandate_used']],
  ['a mandate and a day', { mandate: mandate.id, from: today, to: today }, ['use_refused', 'mandate_used', 'mandate_used']],
  ['an organisation and an event', { organisation: other.organisation.id, event: 'mandate_concluded' }, ['mandate_concluded']],
  ['a territory and an event', { territory: '21', event: 'mandate_agreed' }, ['mandate_agreed']],
  ['a period nothing happened in', { from: '2001-01-01', to: '2001-12-31' }, []],
  ['two criteria that nothing answers', { helper: other.id, refusal: 'mandate_expired' }, []],
])('is found newest first: %s', async (_what, criteria, events) => {
  expect(await eventsOf(criteria)).toEqual(events);
});

test('pages follow each other without a gap or a repetition, and the count of what is few is exact', async () => {
  const whole = (await search({ mandate: mandate.id })).entries.map(({ entryId }) => entryId);
  const paged: string[] = [];
  for (let before: string | null = null, more = true; more;) {
    const found = await searchJournal(needs.db, questionOf(everywhere, { mandate: mandate.id }), { limit: 2, before });
    expect(found.total).toEqual({ count: whole.length, exact: true, about: null });
    paged.push(...found.entries.map(({ entryId }) => entryId));
    before = found.next;
    more = found.next !== null;
  }
  expect(paged).toEqual(whole);
});

describe('a supervisor of another territory', () => {
  const reach = { territories: ['21'] };

  test.each<[what: string, criteria: Criteria]>([
    ['everything', {}],
    ['the organisation', { organisation: here.id }],
    ['its helper', { helper: helper.id }],
    ['its mandate', { mandate: mandate.id }],
    ['its use', { use: social.id }],
    ['its refusal', { refusal: 'mandate_expired' }],
    ['its territory', { territory: '70' }],
    ['the person of its mandate', { event: 'mandate_used' }],
  ])('finds nothing of it, nor how much there is, whatever is asked: %s', async (_what, criteria) => {
    const { entries, total, next, searchedBackTo } = await search(criteria, { reach });
    expect(entries.filter(({ organisationId }) => organisationId === here.id)).toEqual([]);
    if (Object.keys(criteria).length > 0) expect({ entries, total, next, searchedBackTo }).toEqual(nothing);
  });

  const nothing = { entries: [], total: { count: 0, exact: true, about: null }, next: null, searchedBackTo: null };

  test('finds their own', async () => {
    expect(await eventsOf({ mandate: theirs.id, event: 'mandate_concluded' }, reach)).toEqual(['mandate_concluded']);
  });
});

test('what was written by nobody of an organisation is of the territory of its mandate', async () => {
  const { rows } = await rooms.asOwner<{ territory: string }>(
    `select distinct territory from journal.entry_index where mandate_id = '${mandate.id}'`,
  );
  expect(rows).toEqual([{ territory: '70' }]);
});

test('an organisation that moves takes its past along', async () => {
  const moving = await world.helper({ organisation: await world.organisation({ territory: '70' }) });
  const moved = await world.mandate({ helper: moving });
  await rooms.asOwner(`update organisations set territory = '25' where id = '${moving.organisation.id}'`);
  expect(await eventsOf({ mandate: moved.id, event: 'mandate_concluded' }, { territories: ['25'] })).toHaveLength(1);
  expect(await eventsOf({ mandate: moved.id }, { territories: ['70'] })).toEqual([]);
});

test('how many there are is counted where they are few, with a criterion or without one, in a period or in all', async () => {
  const counted = async (criteria: Criteria) => (await search(criteria, { limit: 2 })).total;
  const { rows } = await needs.db.raw<{ rows: [{ all: number; today: number }] }>(
    `select count(*)::int as all, count(*) filter (where at >= ? and at < ?)::int as today from journal.entry_index`,
    [beginningOf(today), beginningOf(today, 1)],
  );
  expect(await counted({})).toEqual({ count: rows[0].all, exact: true, about: null });
  expect(await counted({ from: today, to: today })).toEqual({ count: rows[0].today, exact: true, about: null });
});

test.each([
  ['2026-07-14', '2026-07-13T22:00:00.000Z'],
  ['2026-11-26', '2026-11-25T23:00:00.000Z'],
  ['2026-03-29', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', '2026-03-29T22:00:00.000Z'],
  ['2026-10-26', '2026-10-25T23:00:00.000Z'],
])('a day begins in Paris: %s', (written, instant) => {
  expect(beginningOf(written).toISOString()).toBe(instant);
});

test('what was refused in a territory is counted without what was done there', async () => {
  await atomically(needs, (work) =>
    append(work, { event: 'use_refused', refusal: 'mandate_expired', mandate, helper, organisationId: here.id }),
  );
  const reach = { territories: ['70'] };
  const refused = (await search({ outcome: 'refused' }, { reach })).entries;
  expect(refused.length).toBeGreaterThan(1);
  expect((await search({ outcome: 'refused' }, { reach, limit: 1 })).total).toEqual({ count: refused.length, exact: true, about: null });
});

test('a stretch ends at its oldest number, also where numbers gain a figure', async () => {
  const question = questionOf(everywhere, {});
  const read = (await searchJournal(needs.db, question, { limit: 6, before: '13' })).entries;
  const oldest = read.at(-1);
  expect([read[0]?.entryId.length, oldest?.entryId.length]).toEqual([2, 1]);
  const range = { driver: null, floor: null, before: '13', budget: 6 };
  const { end } = await readFound(needs.db, questionOf(everywhere, { helper: helper.id }), { range, limit: 2 });
  expect(end).toEqual({ entryId: oldest?.entryId, at: oldest?.at, read: 6 });
});
