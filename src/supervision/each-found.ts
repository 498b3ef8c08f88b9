import type { Db } from '../db/database.ts';
import type { IndexedEntry } from '../journal/store.ts';
import type { Range } from './range-store.ts';
import type { Question } from './search-plan.ts';
import * as store from './search-store.ts';

/** As many entries as are read, described and written at once: what an export holds in memory. */
const chunk = 500;
const budget = 20_000;

/** All the entries that answer a question up to one of them, newest first, some at a time. */
export async function* eachFound(db: Db, question: Question, upto: string): AsyncGenerator<readonly IndexedEntry[]> {
  const bounds = await store.findBounds(db, question);
  const last = BigInt(upto) + 1n;
  let before = bounds.before !== null && BigInt(bounds.before) < last ? bounds.before : String(last);
  const driver = question.conditions[0] ?? null;
  for (;;) {
    const range = { driver, floor: bounds.floor, before, budget };
    const found = await store.listFound(db, question, { range, limit: chunk });
    if (found.length > 0) yield found;
    const reached = found.length === chunk ? found.at(-1)?.entryId : await endOf(db, range);
    if (reached === undefined) return;
    before = reached;
  }
}

/** Where the next stretch begins; undefined when nothing is left. */
async function endOf(db: Db, range: Range): Promise<string | undefined> {
  const end = await store.findEndOf(db, range);
  return end && end.read === range.budget ? end.entryId : undefined;
}
