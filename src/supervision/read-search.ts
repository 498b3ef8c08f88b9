import { atomicallyRecorded } from '../journal/append.ts';
import type { WorkNeeds } from '../db/database.ts';
import type { ExactIdentity } from '../people/identity-prints.ts';
import type { Criteria } from './criteria.ts';
import { closeCursor, openCursor } from './cursor.ts';
import { describeEntries, type EntryLine } from './describe-entries.ts';
import { inEqualTime } from './equal-time.ts';
import { openFound } from './open-found.ts';
import { type Found, searchJournal } from './search-journal.ts';
import { questionWithin } from './question-within.ts';
import { type FoundNamed, searchForPerson } from './search-person.ts';
import type { Supervising } from './supervising.ts';

/** What a supervisor asks to read. */
export interface Asked {
  readonly supervisor: Supervising;
  readonly criteria: Criteria;
  readonly person: ExactIdentity | null;
  /** Where the page begins: what the former page gave. */
  readonly before: string | null;
  /** Whether persons are to be named: needs a reason, and leaves a look for each. */
  readonly named: boolean;
}

/** A page of results, in words. */
export interface SearchResult extends Omit<Found, 'entries'> {
  readonly lines: readonly EntryLine[];
}

const linesPerPage = 25;

/** A page of what a supervisor asks to read of the journal. A refusal is recorded. */
export async function readSearch(needs: WorkNeeds, asked: Asked): Promise<SearchResult> {
  const { supervisor } = asked;
  const { found, persons } = asked.person === null ? await search(needs, asked) : await inEqualTime(() => search(needs, asked));
  const { entries, next, ...rest } = found;
  return { ...rest, lines: await describeEntries(needs, entries, persons), next: next && closeCursor(needs, supervisor, next) };
}

async function search(needs: WorkNeeds, { supervisor, criteria, person: identity, before, named }: Asked): Promise<FoundNamed> {
  const page = { limit: linesPerPage, before: before === null ? null : openCursor(needs, supervisor, before) };
  const attempt = { event: 'supervision_refused', helper: supervisor.helper, details: { act: 'search' } } as const;
  if (identity) return atomicallyRecorded(needs, attempt, (work) => searchForPerson(work, { supervisor, identity, criteria, page }));
  const question = await questionWithin(needs.db, supervisor, criteria);
  if (!named) return { found: await searchJournal(needs.db, question, page), persons: new Map() };
  return atomicallyRecorded(needs, attempt, async (work) => {
    const found = await searchJournal(work.tx, question, page);
    return { found, persons: await openFound(work, { supervisor, entries: found.entries }) };
  });
}
