import type { Db, Tx } from '../db/database.ts';
import type { IndexedEntry } from '../journal/store.ts';
import { answering, type Bindings, periodSql, type Range, rangeSql } from './range-store.ts';
import type { Question } from './search-plan.ts';

const columns = `entry_id::text as "entryId", at, event, refusal, mandate_id as "mandateId", use_id as "useId", person_id as "personId",
  helper_id as "helperId", organisation_id as "organisationId", client_id as "clientId", procedure`;

/** Planned for its own values, hence without a name: one plan for what is rare and what is common would read the whole index for the rare. */
const afresh = { name: '' };

/** Up to `limit` entries of the range that answer the question, newest first. Reads no more of the index than the budget says. */
export async function listFound(
  db: Db | Tx,
  question: Question,
  { range, limit }: { readonly range: Range; readonly limit: number },
): Promise<IndexedEntry[]> {
  const bindings: Bindings = { limit };
  const read = rangeSql(range, { selected: '*', bindings });
  const { rows } = await db
    .raw<{ rows: IndexedEntry[] }>(
      `select ${columns} from (${read}) as read ${answering(question, bindings)} order by read.entry_id desc limit :limit`,
      bindings,
    )
    .options(afresh);
  return rows;
}

/** How far a range was read: its oldest entry, and how many; less than its budget when there is nothing beyond. */
export interface RangeEnd {
  readonly entryId: string;
  readonly at: Date;
  readonly read: number;
}

/** Entries of a range, and how many of it answer; how far it goes, where that was seen. */
export interface Read {
  readonly entries: IndexedEntry[];
  readonly count: number;
  readonly end?: RangeEnd | null;
}

/** The same entries, how many there are in the whole range, and how far it goes: all of it in one reading, where each line must be looked at. */
export async function readFound(
  db: Db | Tx,
  question: Question,
  { range, limit }: { readonly range: Range; readonly limit: number },
): Promise<Read> {
  const bindings: Bindings = { limit };
  const read = rangeSql(range, { selected: '*', bindings });
  const { rows } = await db
    .raw<{ rows: ReadRow[] }>(
      `with read as materialized (${read}), found as materialized (select * from read ${answering(question, bindings)})
       select ${columns}, said.* from (
         select (select count(*)::int from found) as count, count(*)::int as read, min(entry_id)::text as oldest,
                (select at from read where entry_id = (select min(entry_id) from read)) as "oldestAt" from read) as said
         left join (select * from found order by entry_id desc limit :limit) as line on true
        order by line.entry_id desc`,
      bindings,
    )
    .options(afresh);
  const { count, read: lines, oldest, oldestAt } = rows[0] ?? { count: 0, read: 0, oldest: null, oldestAt: null };
  const entries = rows.flatMap(({ entryId, ...row }) => (entryId === null ? [] : [entryIn({ ...row, entryId })]));
  return { entries, count, end: oldest !== null && oldestAt !== null ? { entryId: oldest, at: oldestAt, read: lines } : null };
}

/** A line, or none, and what is said of all of them. */
interface ReadRow extends Omit<IndexedEntry, 'entryId'> {
  readonly entryId: string | null;
  readonly count: number;
  readonly read: number;
  readonly oldest: string | null;
  readonly oldestAt: Date | null;
}

/** A row without what is said of all of them. */
function entryIn(row: IndexedEntry): IndexedEntry {
  const { entryId, at, event, refusal, mandateId, useId, personId, helperId, organisationId, clientId, procedure } = row;
  return { entryId, at, event, refusal, mandateId, useId, personId, helperId, organisationId, clientId, procedure };
}

/** How many entries of the range answer the question. */
export async function countFound(db: Db | Tx, question: Question, range: Range): Promise<number> {
  const bindings: Bindings = {};
  const read = rangeSql(range, { selected: '*', bindings });
  const counted = `select count(*)::int from (${read}) as read ${answering(question, bindings)}`;
  const { rows } = await db.raw<{ rows: [{ count: number }] }>(counted, bindings).options(afresh);
  return rows[0].count;
}

/** How far a range goes, without its lines; null when there is nothing in it. */
export async function findEndOf(db: Db | Tx, range: Range): Promise<RangeEnd | null> {
  const bindings: Bindings = {};
  const { rows } = await db
    .raw<{ rows: RangeEnd[] }>(
      `select entry_id::text as "entryId", at, read from journal.entry_index
       join (select min(read.entry_id) as oldest, count(*)::int as read from (${rangeSql(range, { selected: 'entry_id', bindings })}) as read) as last
         on entry_id = oldest`,
      bindings,
    )
    .options(afresh);
  return rows[0] ?? null;
}

/** How many entries each condition has between bounds, up to the budget; without one, how many the period has, or, where each must be looked at, what lies between. */
export async function countEach(db: Db | Tx, question: Question, within: Omit<Range, 'driver'>): Promise<number[]> {
  const { conditions, refused, from, to } = question;
  const bindings: Bindings = { from, to };
  const reads = conditions.map((driver, index) =>
    rangeSql({ ...within, driver }, { selected: 'entry_id', bindings, prefix: `c${index}_` }),
  );
  if (reads.length === 0 && refused === null) reads.push(periodSql({ from, to }, within.budget));
  if (reads.length === 0) reads.push(rangeSql({ ...within, driver: null }, { selected: 'entry_id', bindings }));
  const counts = reads.map((read, index) => `(select count(*)::int from (${read}) as read) as "${index}"`);
  const { rows } = await db.raw<{ rows: [Record<string, number>] }>(`select ${counts.join(', ')}`, bindings).options(afresh);
  return reads.map((_read, index) => rows[0][index] ?? 0);
}

/** How many entries the database expects to answer: from its statistics, not from the entries. */
export async function estimateFound(db: Db | Tx, question: Question): Promise<number> {
  const bindings: Bindings = {};
  const { rows } = await db
    .raw<{ rows: [{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }] }>(
      `explain (format json) select from journal.entry_index ${answering(question, bindings)}`,
      bindings,
    )
    .options(afresh);
  return rows[0]['QUERY PLAN'][0].Plan['Plan Rows'];
}
