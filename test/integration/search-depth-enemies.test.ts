import { randomUUID } from 'node:crypto';
import type { Criteria } from '../../src/supervision/criteria.ts';
import { questionOfOrganisation, questionWithin } from '../../src/supervision/question-within.ts';
import { searchJournal } from '../../src/supervision/search-journal.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { db, world } = rooms;
const there = await world.helper({ organisation: await world.organisation({ territory: '70' }) });
const here = await world.helper({ organisation: await world.organisation({ territory: '21' }) });
const mandate = await world.mandate({ helper: there });
await rooms.asOwner(
  `insert into journal.entry_index (entry_id, at, event, organisation_id, helper_id, mandate_id)
   select 9000000 + n, timestamptz '2026-11-01 12:00Z' + n * interval '1 second', 'mandate_viewed',
          case when n % 4 = 0 then '${here.organisation.id}' else '${there.organisation.id}' end::uuid,
          case when n % 4 = 0 then '${here.id}' else '${there.id}' end::uuid, case when n % 4 = 0 then null else '${mandate.id}'::uuid end
     from generate_series(1, 4800) as n`,
);
const read = async (question: Promise<Parameters<typeof searchJournal>[1]>) =>
  searchJournal(db, await question, { limit: 25, before: null });

/** What does not exist. */
const nothing = { entries: [], next: null, searchedBackTo: null, total: { count: 0, exact: true, about: null } };

test.each<[what: string, outside: Criteria, unknown: Criteria]>([
  ['organisation', { organisation: there.organisation.id }, { organisation: randomUUID() }],
  ['helper', { helper: there.id }, { helper: randomUUID() }],
  ['mandate', { mandate: mandate.id }, { mandate: randomUUID() }],
])('how far a page read does not say that there is such a thing elsewhere: %s', async (_what, outside, unknown) => {
  const reach = { territories: ['21'] };
  expect(await read(questionWithin(db, reach, unknown))).toEqual(nothing);
  expect(await read(questionWithin(db, reach, outside))).toEqual(nothing);
  expect((await read(questionWithin(db, { territories: ['70'] }, outside))).entries).toHaveLength(25);
});

test('nor does it to a manager, of a helper of another organisation', async () => {
  const asked = (helper: string) => read(questionOfOrganisation(db, here.organisation.id, { helper }));
  expect(await asked(there.id)).toEqual(nothing);
  expect(await asked(randomUUID())).toEqual(nothing);
  expect((await asked(here.id)).entries).toHaveLength(25);
});
