import type { Db, Tx } from '../db/database.ts';
import type { IndexedEntry } from '../journal/store.ts';
import type { Condition, Question } from './search-plan.ts';
import * as store from './search-store.ts';

/** How many there are: counted, or about so many. */
export interface Total {
  readonly count: number;
  readonly exact: boolean;
}

/** A page of what a search finds. */
export interface Found {
  readonly entries: readonly IndexedEntry[];
  /** Where the next page goes on; null: there is nothing more. */
  readonly next: string | null;
  /** When the reading stopped before the page was full: back to which instant it went. What is older was not looked at yet. */
  readonly searchedBackTo: Date | null;
  readonly total: Total;
}

export interface Page {
  readonly limit: number;
  /** The entry the former page ended with. */
  readonly before: string | null;
}

/** Below so many, entries are counted one by one. */
const countable = 300;

/** A page reads at most so many lines of the index, however rare what it looks for: it then says how far it went, and the next one goes on. */
const budget = 1_000;

/** The entries that answer a question, newest first. Reads as much of the index for ten million entries as for ten thousand. */
export async function searchJournal(db: Db | Tx, question: Question, page: Page): Promise<Found> {
  const counts = await store.countEach(db, question.conditions, countable + 1);
  const fewest = Math.min(...counts);
  const driver = question.conditions[counts.indexOf(fewest)] ?? null;
  const range = { ...(await rangeOf(db, question, page)), driver, budget: driver && fewest <= countable ? countable + 1 : budget };
  const found = await store.listFound(db, question, { range, limit: page.limit + 1 });
  const total = driver && fewest <= countable ? await count(db, question, driver) : await estimate(db, question, found.length);
  if (found.length > page.limit) return full(found.slice(0, page.limit), total);
  const end = await store.findEndOf(db, range);
  const isThrough = end === null || end.read < range.budget;
  if (!isThrough) return { entries: found, next: end.entryId, searchedBackTo: end.at, total };
  const isAll = page.before === null;
  return { entries: found, next: null, searchedBackTo: null, total: isAll ? { count: found.length, exact: true } : total };
}

function full(entries: readonly IndexedEntry[], total: Total): Found {
  return { entries, next: entries.at(-1)?.entryId ?? null, searchedBackTo: null, total };
}

async function rangeOf(db: Db | Tx, question: Question, { before }: Page): Promise<Pick<store.Range, 'floor' | 'before'>> {
  const bounds = await store.findBounds(db, question);
  const isEarlier = before !== null && (bounds.before === null || BigInt(before) < BigInt(bounds.before));
  return isEarlier ? { ...bounds, before } : bounds;
}

async function count(db: Db | Tx, question: Question, driver: Condition): Promise<Total> {
  const whole = { driver, floor: null, before: null, budget: countable + 1 };
  return { count: await store.countFound(db, question, whole), exact: true };
}

/** One figure and zeros: it is a guess, and says so. */
async function estimate(db: Db | Tx, question: Question, atLeast: number): Promise<Total> {
  const guess = Math.max(atLeast, await store.estimateFound(db, question));
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, guess))));
  return { count: Math.round(guess / unit) * unit, exact: false };
}
