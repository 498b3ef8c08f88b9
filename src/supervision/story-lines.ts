import type { WorkNeeds } from '../db/database.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import { Refusal } from '../errors.ts';
import type { Value } from '../journal/leaf.ts';
import type { IndexedEntry } from '../journal/store.ts';
import type { Opened } from '../people/look.ts';
import type { Person } from '../people/person.ts';
import { describeEntries, type EntryLine } from './describe-entries.ts';
import { openMandate } from './open-under-reason.ts';
import { opened } from './story-store.ts';
import type { Supervising } from './supervising.ts';

/** One thing that happened, with what it said, as far as it may be shown. */
export interface StoryLine extends EntryLine {
  readonly facts: Readonly<Record<string, Value>>;
}

/** Entries as the lines of a story. What each said, and a name, stand there once the person was opened. */
export async function tellLines(needs: WorkNeeds, told: readonly IndexedEntry[], person: Person | null): Promise<StoryLine[]> {
  const entries = person ? await opened(needs, told) : [];
  const facts = new Map(entries.map(({ entryId, fields }) => [entryId, fields]));
  const lines = await describeEntries(needs, told, new Map(person ? [[person.id, person]] : []));
  return lines.map((line) => ({ ...line, facts: facts.get(line.entryId) ?? {} }));
}

export interface OpeningPerson {
  readonly supervisor: Supervising;
  readonly mandateId: string;
  readonly what: Opened;
}

/** Whom a story is about, under the reason that stands; null once they were erased. */
export async function openPersonOf(needs: WorkNeeds, { supervisor, mandateId, what }: OpeningPerson): Promise<Person | null> {
  const attempt = { event: 'supervision_refused', helper: supervisor.helper, details: { act: 'story' } } as const;
  try {
    return (await atomicallyRecorded(needs, attempt, (work) => openMandate(work, { supervisor, mandateId, what }))).person;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'person_unknown') return null;
    throw error;
  }
}
