import type { Db, Tx } from '../db/database.ts';
import type { IndexedEntry } from '../journal/store.ts';
import type { Range } from './range-store.ts';
import type { Question } from './search-plan.ts';
import * as store from './search-store.ts';

/** How many there are: counted, or more than was counted. */
export interface Total {
  /** So many were counted: all of them, or as many as are counted. */
  readonly count: number;
  readonly exact: boolean;
  /** What the database's statistics make of the whole, when they know more than was counted: a guess, with one figure and zeros. */
  readonly about: number | null;
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
  const bounds = await store.findBounds(db, question);
  const counts = await store.countEach(db, question.conditions, { ...bounds, budget: countable + 1 });
  const fewest = Math.min(...counts);
  const driver = question.conditions[counts.indexOf(fewest)] ?? null;
  const whole = { ...bounds, driver, budget: fewest <= countable ? countable + 1 : budget };
  const range = { ...whole, before: earlier(bounds.before, page.before) };
  const limit = page.limit + 1;
  const once = page.before === null && !isPlain(question) ? await store.readFound(db, question, { range, limit }) : null;
  const found = once?.entries ?? (await store.listFound(db, question, { range, limit }));
  const total = await totalOf(db, question, whole, once?.count ?? (await store.countFound(db, question, whole)));
  if (found.length > page.limit) return full(found.slice(0, page.limit), total);
  const end = once ? once.end : await store.findEndOf(db, range);
  const isThrough = end === null || end.read < range.budget;
  if (!isThrough) return { entries: found, next: end.entryId, searchedBackTo: end.at, total };
  return { entries: found, next: null, searchedBackTo: null, total: page.before === null ? all(found.length) : total };
}

/** Whether whatever is read answers: no line must be looked at to count it. */
function isPlain({ conditions, refused, from, to }: Question): boolean {
  return conditions.length < 2 && refused === null && from === null && to === null;
}

function full(entries: readonly IndexedEntry[], total: Total): Found {
  return { entries, next: entries.at(-1)?.entryId ?? null, searchedBackTo: null, total };
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return BigInt(one) < BigInt(other) ? one : other;
}

/** Of what was counted in what is read at most: all, when there is no more to read. */
async function totalOf(db: Db | Tx, question: Question, whole: Range, counted: number): Promise<Total> {
  if (whole.budget <= countable + 1) return all(counted);
  const about = round(await store.estimateFound(db, question));
  return { count: counted, exact: false, about: about > counted ? about : null };
}

function all(count: number): Total {
  return { count, exact: true, about: null };
}

/** One figure and zeros: it is a guess, and says so. */
function round(guess: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, guess)));
  return Math.round(guess / unit) * unit;
}
