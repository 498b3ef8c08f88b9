import { readFileSync } from 'node:fs';
import { layHistory } from '../../src/demo/history.ts';
import { settle } from '../../src/demo/history-store.ts';
import { siretNumber } from '../../src/demo/history-draw.ts';
import { auditJournal } from '../../src/journal/audit.ts';
import { findMandate } from '../../src/mandates/store.ts';
import { readMandate } from '../../src/mandates/view-mandate.ts';
import { atomically } from '../../src/db/database.ts';
import { isSiret } from '../../src/organisations/siret.ts';
import { findOrganisation } from '../../src/organisations/store.ts';
import { searchJournal } from '../../src/supervision/search-journal.ts';
import { type Question, questionOf } from '../../src/supervision/search-plan.ts';
import { openRooms } from '../support/rooms.ts';
import { logKeys, Sequencing } from '../support/sequencing.ts';

const rooms = await openRooms();
const { needs } = rooms;
const sequencing = new Sequencing(rooms);
const everywhere = { territories: ['*'] };
const standing = await guards();
const laid = await layHistory({ ...needs, source: rooms.source }, { entries: 2_500 });
await settle(rooms.source);
const sequencer = sequencing.start();
await sequencing.settled(sequencer);

const numbers = async (sql: string) => (await rooms.asOwner<Record<string, number>>(sql)).rows[0] ?? {};

/** What keeps the tables: indexes, constraints, triggers, and whether they hold. */
async function guards(): Promise<unknown[]> {
  const { rows } = await rooms.asOwner(
    `select indexdef as what, true as holds from pg_indexes where schemaname in ('public', 'journal')
     union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid), convalidated from pg_constraint where conparentid = 0
     union all select tgrelid::regclass || ' ' || tgname, tgenabled = 'O' from pg_trigger where not tgisinternal order by 1`,
  );
  return rows;
}

test('what was put aside to lay it stands again: every index, constraint and trigger', async () => {
  expect(await guards()).toEqual(standing);
});

test('a history is laid once, where there are no mandates; a second one changes nothing', async () => {
  const count = 'select (select count(*)::int from journal.entries) as entries, (select count(*)::int from clients) as clients';
  const before = await numbers(count);
  await expect(layHistory({ ...needs, source: rooms.source }, { entries: 200 })).rejects.toThrow('no mandates yet');
  expect(await numbers(count)).toEqual(before);
  expect(await guards()).toEqual(standing);
});

test('a history of any size is laid, a mandate for ten entries or so', async () => {
  expect(laid).toBeGreaterThanOrEqual(2_500);
  const { mandates = 0 } = await numbers('select count(*)::int as mandates from mandates');
  expect(laid / mandates).toBeGreaterThan(7);
  expect(laid / mandates).toBeLessThan(13);
});

test('its journal verifies: every leaf, chain, tile and checkpoint', async () => {
  const faults: unknown[] = [];
  for await (const fault of auditJournal({ db: needs.db, logKeys, known: [] })) faults.push(fault);
  expect(faults).toEqual([]);
});

test('numbers follow time, each entry has its territory, and refusals are told from what was done', async () => {
  const {
    backwards,
    nowhere,
    refused = 0,
    done = 0,
  } = await numbers(
    `select count(*) filter (where at < former)::int as backwards, count(*) filter (where territory is null and organisation_id is not null)::int as nowhere,
            count(*) filter (where refusal is not null)::int as refused, count(*) filter (where event = 'mandate_used')::int as done
       from (select *, lag(at) over (order by entry_id) as former from journal.entry_index where event not like 'client%') as line`,
  );
  expect({ backwards, nowhere }).toEqual({ backwards: 0, nowhere: 0 });
  expect(refused).toBeGreaterThan(0);
  expect(done).toBeGreaterThan(refused);
});

test('a mandate of it opens as any other, and is found by a search', async () => {
  const { entries } = await searchJournal(needs.db, questionOf({ territories: ['*'] }, { event: 'mandate_concluded' }), {
    limit: 1,
    before: null,
  });
  const mandate = await findMandate(needs.db, entries[0]?.mandateId ?? '');
  const organisation = await findOrganisation(needs.db, mandate?.organisationId ?? '');
  if (!mandate || !organisation) throw new Error('nothing was laid');
  const view = await atomically(needs, (work) => readMandate(work, { mandateId: mandate.id, organisation }));
  expect(view.terms.texts[0]?.title).toContain(mandate.id);
});

test('its organisations have numbers that the register could have given', () => {
  expect([0, 1, 22, 4_000].map((rank) => isSiret(siretNumber(rank)))).toEqual([true, true, true, true]);
});

test.each<[index: string, column: string, ask: (value: string) => Question]>([
  ['entry_index_of_use', 'use_id', (use) => questionOf(everywhere, { use })],
  ['entry_index_of_mandate', 'mandate_id', (mandate) => questionOf(everywhere, { mandate })],
  ['entry_index_of_person', 'person_id', (person) => questionOf(everywhere, {}, [person])],
  ['entry_index_of_helper', 'helper_id', (helper) => questionOf(everywhere, { helper })],
  ['entry_index_of_organisation', 'organisation_id', (organisation) => questionOf(everywhere, { organisation })],
  ['entry_index_of_client', 'client_id', (client) => questionOf(everywhere, { client })],
  ['entry_index_of_territory', 'territory', (territory) => questionOf({ territories: [territory] }, {})],
  ['entry_index_of_territory_refused', 'territory', (territory) => questionOf({ territories: [territory] }, { outcome: 'refused' })],
  ['entry_index_of_procedure', 'procedure', () => questionOf(everywhere, { procedure: 'justice' })],
  ['entry_index_of_event', 'event', () => questionOf(everywhere, { event: 'mandate_concluded' })],
  ['entry_index_of_refusal', 'refusal', (refusal) => questionOf(everywhere, { refusal })],
  ['entry_index_by_time', 'at', (at) => questionOf(everywhere, { from: at.slice(0, 10) })],
  ['entry_index_pkey', 'at', () => questionOf(everywhere, {})],
])('%s is read by a search of %s', async (index, column, ask) => {
  const question = ask(await anyOf(column));
  const scanned = await atomically(needs, async ({ tx }) => {
    await searchJournal(tx, question, { limit: 25, before: null });
    const { rows } = await tx.raw<{ rows: { name: string }[] }>(
      `select relname as name from pg_index join pg_class on pg_class.oid = indexrelid
        where indrelid = 'journal.entry_index'::regclass and pg_stat_get_xact_numscans(indexrelid) > 0`,
    );
    return rows.map(({ name }) => name);
  });
  expect(scanned).toContain(index);
});

async function anyOf(column: string): Promise<string> {
  const { rows } = await rooms.asOwner<{ value: string }>(
    `select ${column}::text as value from journal.entry_index where ${column} is not null order by entry_id desc offset 20 limit 1`,
  );
  return rows[0]?.value ?? '';
}

test('every index of the journal is justified in the README by the question that it serves', async () => {
  const { rows } = await rooms.asOwner<{ name: string }>(
    "select relname as name from pg_index join pg_class on pg_class.oid = indexrelid where indrelid = 'journal.entry_index'::regclass",
  );
  const readme = readFileSync('README.md', 'utf8');
  expect(rows.map(({ name }) => name).filter((name) => !readme.includes(`| \`${name}\``))).toEqual([]);
});
