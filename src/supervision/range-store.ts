import type { Condition, Question } from './search-plan.ts';

/** Where to read the index, and how much of it at most: entries of one condition, newest first. */
export interface Range {
  /** Null: all entries. */
  readonly driver: Condition | null;
  /** Entry numbers; the first is included, the last is not. Null: no bound. */
  readonly floor: string | null;
  readonly before: string | null;
  readonly budget: number;
}

/** What the names in a statement stand for. */
export type Bindings = Record<string, unknown>;

interface Reading {
  readonly selected: 'entry_id' | '*';
  readonly bindings: Bindings;
  readonly prefix?: string;
}

/** One branch a value, each in the order of its index; the database merges them, and reads no further than it is asked. */
export function rangeSql({ driver, floor, before, budget }: Range, { selected, bindings, prefix = '' }: Reading): string {
  Object.assign(bindings, { [`${prefix}floor`]: floor, [`${prefix}before`]: before });
  const bounds = [floor !== null && `entry_id >= :${prefix}floor`, before !== null && `entry_id < :${prefix}before`];
  const branch = (condition: string | false) =>
    `(select ${selected} from journal.entry_index ${where([condition, ...bounds])} order by entry_id desc limit ${budget})`;
  if (driver === null) return branch(false);
  if (driver.values.length === 0) return branch('false');
  const branches = driver.values.map((value, index) => {
    bindings[`${prefix}value${index}`] = value;
    return branch(`${driver.column} = :${prefix}value${index}${driver.isRefused ? ' and refusal is not null' : ''}`);
  });
  const [only = '', ...more] = branches;
  return more.length === 0 ? only : `select * from (${branches.join(' union all ')}) as merged order by entry_id desc limit ${budget}`;
}

/** The latest entries of a period, in the order of time; of all time, by their numbers. */
export function periodSql({ from, to }: Pick<Question, 'from' | 'to'>, budget: number): string {
  const bounds = [from !== null && 'at >= :from', to !== null && 'at < :to'];
  return `select from journal.entry_index ${where(bounds)} order by ${from || to ? 'at desc, ' : ''}entry_id desc limit ${budget}`;
}

/** The whole question as SQL, whatever drives the reading. */
export function answering({ conditions, refused, from, to }: Question, bindings: Bindings): string {
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
