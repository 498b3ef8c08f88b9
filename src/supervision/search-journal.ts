import type { Db, Tx } from '../db/database.ts';
import type { IndexedEntry } from '../journal/store.ts';
import { findBounds } from './bounds-store.ts';
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

/** So many entries are counted one by one where each must be looked at. */
const countable = 300;

/** A page reads at most so many lines of the index, however rare what it looks for: it then says how far it went, and the next one goes on. */
const budget = 1_000;

/** The entries that answer a question, newest first. Reads as much of the index for ten million entries as for ten thousand. */
export async function searchJournal(db: Db | Tx, question: Question, page: Page): Promise<Found> {
  const bounds = await findBounds(db, question);
  const most = isPlain(question) ? budget : countable + 1;
  const counts = await store.countEach(db, question, { ...bounds, budget: most });
  const fewest = Math.min(...counts);
  const driver = question.conditions[counts.indexOf(fewest)] ?? null;
  const whole = { ...bounds, driver, budget: fewest < most ? most : budget };
  const range = { ...whole, before: earlier(bounds.before, page.before) };
  const [{ entries, count, end }, guess] = await Promise.all([
    readPage(db, question, { whole, range, page, counted: isPlain(question) ? fewest : null }),
    fewest < most ? null : store.estimateFound(db, question),
  ]);
  const total = guess === null ? all(count) : atLeast(count, round(guess));
  if (entries.length > page.limit) return full(entries.slice(0, page.limit), total);
  const last = end === undefined ? await store.findEndOf(db, range) : end;
  const isThrough = last === null || last.read < range.budget;
  if (!isThrough) return { entries, next: last.entryId, searchedBackTo: last.at, total };
  return { entries, next: null, searchedBackTo: null, total: page.before === null ? all(entries.length) : total };
}

/** Whether what the index counts is what answers: no line must be looked at. */
function isPlain({ conditions, refused, from, to }: Question): boolean {
  const [only, ...more] = conditions;
  if (refused !== null && !only?.isRefused) return false;
  return only === undefined || (more.length === 0 && from === null && to === null);
}

interface Reading {
  readonly whole: Range;
  /** What the page may read of it. */
  readonly range: Range;
  readonly page: Page;
  readonly counted: number | null;
}

/** The lines of a page and one more, how many there are in the whole range, and where the range ends if that was seen. */
async function readPage(db: Db | Tx, question: Question, { whole, range, page, counted }: Reading): Promise<store.Read> {
  const limit = page.limit + 1;
  if (counted === null && page.before === null) return store.readFound(db, question, { range, limit });
  const answersAlways = counted !== null && question.from === null && question.to === null; // between a period's numbers lie other days too
  const [entries, count] = await Promise.all([
    store.listFound(db, question, { range: answersAlways ? { ...range, budget: limit } : range, limit }),
    counted ?? store.countFound(db, question, whole),
  ]);
  return { entries, count };
}

function full(entries: readonly IndexedEntry[], total: Total): Found {
  return { entries, next: entries.at(-1)?.entryId ?? null, searchedBackTo: null, total };
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return BigInt(one) < BigInt(other) ? one : other;
}

function all(count: number): Total {
  return { count, exact: true, about: null };
}

function atLeast(count: number, about: number): Total {
  return { count, exact: false, about: about > count ? about : null };
}

/** One figure and zeros: it is a guess, and says so. */
function round(guess: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, guess)));
  return Math.round(guess / unit) * unit;
}
