import type { Db } from '../db/database.ts';
import type { IndexedEntry } from '../journal/store.ts';
import { findBounds } from './bounds-store.ts';
import type { Range } from './range-store.ts';
import type { Question } from './search-plan.ts';
import * as store from './search-store.ts';

/** As many entries as are read, put into words or written at once: an export holds four times as many in memory. */
const chunk = 500;
const budget = 20_000;

/** All the entries that answer a question up to one of them, newest first, some at a time; the next ones are read while these are used. */
export function eachFound(db: Db, question: Question, upto: string): AsyncGenerator<readonly IndexedEntry[], void> {
  return ahead(eachRead(db, question, upto));
}

/** The same, a step ahead: the next one is made while this one is used. */
export async function* ahead<T>(steps: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  for (let step = steps.next(); ;) {
    const { done, value } = await step;
    if (done) return;
    step = steps.next();
    step.catch(() => undefined); // heard when it is its turn, or by nobody
    yield value;
  }
}

async function* eachRead(db: Db, question: Question, upto: string): AsyncGenerator<readonly IndexedEntry[], void> {
  const { floor, before } = await findBounds(db, question);
  const last = BigInt(upto) + 1n;
  const driver = question.conditions[0] ?? null;
  let from: string | undefined = before !== null && BigInt(before) < last ? before : String(last);
  while (from !== undefined) {
    const { found, reached } = await readFrom(db, question, { driver, floor, before: from, budget });
    if (found.length > 0) yield found;
    from = reached;
  }
}

/** The entries of a range that answer, and where the next one begins; undefined when nothing is left. */
async function readFrom(
  db: Db,
  question: Question,
  range: Range,
): Promise<{ found: readonly IndexedEntry[]; reached: string | undefined }> {
  const found = await store.listFound(db, question, { range, limit: chunk });
  return { found, reached: found.length === chunk ? found.at(-1)?.entryId : await endOf(db, range) };
}

/** Where the next stretch begins; undefined when nothing is left. */
async function endOf(db: Db, range: Range): Promise<string | undefined> {
  const end = await store.findEndOf(db, range);
  return end && end.read === range.budget ? end.entryId : undefined;
}
