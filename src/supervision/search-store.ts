import type { Db, Tx } from '../db/database.ts';
import type { IndexedEntry } from '../journal/store.ts';
import type { Condition, Question } from './search-plan.ts';

const columns = `entry_id::text as "entryId", at, event, refusal, mandate_id as "mandateId", use_id as "useId", person_id as "personId",
  helper_id as "helperId", organisation_id as "organisationId", client_id as "clientId", procedure`;

/** Planned for its own values, hence without a name: one plan for what is rare and what is common would read the whole index for the rare. */
const afresh = { name: '' };

/** Where to read the index, and how much of it at most: entries of one condition, newest first. */
export interface Range {
  /** Null: all entries. */
  readonly driver: Condition | null;
  /** Entry numbers; the first is included, the last is not. Null: no bound. */
  readonly floor: string | null;
  readonly before: string | null;
  readonly budget: number;
}

type Bindings = Record<string, unknown>;

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

/** How many entries of the range answer the question. */
export async function countFound(db: Db | Tx, question: Question, range: Range): Promise<number> {
  const bindings: Bindings = {};
  const read = rangeSql(range, { selected: '*', bindings });
  const counted = `select count(*)::int from (${read}) as read ${answering(question, bindings)}`;
  const { rows } = await db.raw<{ rows: [{ count: number }] }>(counted, bindings).options(afresh);
  return rows[0].count;
}

/** The oldest entry that a range reads, and how many it reads: less than its budget when there is nothing beyond. */
export async function findEndOf(db: Db | Tx, range: Range): Promise<{ entryId: string; at: Date; read: number } | null> {
  const bindings: Bindings = {};
  const { rows } = await db
    .raw<{ rows: { entryId: string; at: Date; read: number }[] }>(
      `select entry_id::text as "entryId", at, read from journal.entry_index
       join (select min(read.entry_id) as oldest, count(*)::int as read from (${rangeSql(range, { selected: 'entry_id', bindings })}) as read) as last
         on entry_id = oldest`,
      bindings,
    )
    .options(afresh);
  return rows[0] ?? null;
}

/** How many entries each condition has between bounds, counted up to the budget; without a condition, how many entries there are. */
export async function countEach(db: Db | Tx, conditions: readonly Condition[], within: Omit<Range, 'driver'>): Promise<number[]> {
  const bindings: Bindings = {};
  const drivers = conditions.length === 0 ? [null] : conditions;
  const counts = drivers.map((driver, index) => {
    const read = rangeSql({ ...within, driver }, { selected: 'entry_id', bindings, prefix: `c${index}_` });
    return `(select count(*)::int from (${read}) as read) as "${index}"`;
  });
  const { rows } = await db.raw<{ rows: [Record<string, number>] }>(`select ${counts.join(', ')}`, bindings).options(afresh);
  return drivers.map((_driver, index) => rows[0][index] ?? 0);
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

/** The entry numbers between which everything of a period lies. Numbers follow time but among neighbours, so that it looks beyond these. */
export async function findBounds(db: Db | Tx, { from, to }: Pick<Question, 'from' | 'to'>): Promise<Pick<Range, 'floor' | 'before'>> {
  if (from === null && to === null) return { floor: null, before: null };
  const neighbours = 1_000;
  const { rows } = await db
    .raw<{ rows: [{ floor: string | null; before: string | null }] }>(
      `select (select min(entry_id)::text from (select entry_id from journal.entry_index
              where at >= :from::timestamptz order by at, entry_id limit ${neighbours}) as first) as floor,
            (select (max(entry_id) + 1)::text from (select entry_id from journal.entry_index
              where at < :to::timestamptz order by at desc, entry_id desc limit ${neighbours}) as last) as before`,
      { from, to },
    )
    .options(afresh);
  const beyond = '9223372036854775807';
  return { floor: from && (rows[0].floor ?? beyond), before: to && (rows[0].before ?? '0') };
}

interface Reading {
  readonly selected: 'entry_id' | '*';
  readonly bindings: Bindings;
  readonly prefix?: string;
}

/** One branch a value, each in the order of its index; the database merges them, and reads no further than it is asked. */
function rangeSql({ driver, floor, before, budget }: Range, { selected, bindings, prefix = '' }: Reading): string {
  Object.assign(bindings, { [`${prefix}floor`]: floor, [`${prefix}before`]: before });
  const bounds = [floor !== null && `entry_id >= :${prefix}floor`, before !== null && `entry_id < :${prefix}before`];
  const branch = (condition: string | false) =>
    `(select ${selected} from journal.entry_index ${where([condition, ...bounds])} order by entry_id desc limit ${budget})`;
  if (driver === null) return branch(false);
  if (driver.values.length === 0) return branch('false');
  const branches = driver.values.map((value, index) => {
    bindings[`${prefix}value${index}`] = value;
    return branch(`${driver.column} = :${prefix}value${index}`);
  });
  const [only = '', ...more] = branches;
  return more.length === 0 ? only : `select * from (${branches.join(' union all ')}) as merged order by entry_id desc limit ${budget}`;
}

/** The whole question as SQL, whatever drives the reading. */
function answering({ conditions, refused, from, to }: Question, bindings: Bindings): string {
  Object.assign(bindings, { from, to });
  return where([
    ...conditions.map(({ column, values }) => {
      bindings[column] = [...values];
      return `${column} = any(:${column}${column.endsWith('_id') && column !== 'client_id' ? '::uuid[]' : '::text[]'})`;
    }),
    refused !== null && `refusal is ${refused ? 'not null' : 'null'}`,
    from !== null && 'at >= :from',
    to !== null && 'at < :to',
  ]);
}

function where(conditions: readonly (string | false)[]): string {
  const given = conditions.filter((condition) => condition !== false);
  return given.length === 0 ? '' : `where ${given.join(' and ')}`;
}
