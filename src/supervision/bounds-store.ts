import type { Db, Tx } from '../db/database.ts';
import type { Range } from './range-store.ts';
import type { Question } from './search-plan.ts';

/**
 * Numbers follow time, but not to the minute: two instances' clocks may be ten minutes apart, and a transaction takes its instant before its
 * numbers. Whatever happened so long after the first of a period, or before the last, is not the one with the first number, or the last.
 */
const apart = "interval '15 minutes'";
const neighbours = 1_000;

/** So short a journal is looked at whole: a demonstration's own past was laid after what it stands among. */
const short = 10_000;

/** The entry numbers between which everything of a period lies. */
export async function findBounds(db: Db | Tx, { from, to }: Pick<Question, 'from' | 'to'>): Promise<Pick<Range, 'floor' | 'before'>> {
  if (from === null && to === null) return { floor: null, before: null };
  const { rows } = await db
    .raw<{ rows: [{ floor: string | null; before: string | null }] }>(
      `select ${from === null ? 'null' : firstNumber} as floor, ${to === null ? 'null' : lastNumber} as before`,
      { from, to },
    )
    .options({ name: '' }); // planned for its own values
  const beyond = '9223372036854775807';
  return { floor: from && (rows[0].floor ?? beyond), before: to && (rows[0].before ?? '0') };
}

/** The lowest number, or the highest, of the entries of a period that are nearest to its bound: each branch in the order of time, by its index. */
function farthest(
  what: string,
  { period, nearest, order }: { readonly period: string; readonly nearest: string; readonly order: string },
): string {
  const branch = (condition: string, limit: number) =>
    `(select entry_id from journal.entry_index where ${period} ${condition} order by at ${order}, entry_id ${order} limit ${String(limit)})`;
  const branches = [
    branch('', neighbours),
    branch(`and ${nearest}`, 100 * neighbours),
    branch(`and (select max(entry_id) from journal.entry_index) < ${String(short)}`, short),
  ];
  return `(select (${what})::text from (${branches.join(' union all ')}) as near)`;
}

const firstNumber = farthest('min(entry_id)', {
  ...{ period: 'at >= :from::timestamptz', order: 'asc' },
  nearest: `at <= (select min(at) from journal.entry_index where at >= :from::timestamptz) + ${apart}`,
});
const lastNumber = farthest('max(entry_id) + 1', {
  ...{ period: 'at < :to::timestamptz', order: 'desc' },
  nearest: `at >= (select max(at) from journal.entry_index where at < :to::timestamptz) - ${apart}`,
});
