import { randomUUID } from 'node:crypto';
import { atomically, type Work, type WorkNeeds, writeLast } from '../db/database.ts';
import { Refusal, type RefusalCode } from '../errors.ts';
import { groupBySubject } from './entry-groups.ts';
import type { EventName } from './events.ts';
import { gather } from './gather.ts';
import { makeLeaf, markOf, sealFields, type SubjectFields, type Value } from './leaf.ts';
import { hashLeaf } from './merkle.ts';
import * as store from './store.ts';
import { rememberKeys, unwrap } from './subject-keys.ts';
import { unavailable } from './unavailable.ts';

/** Somebody an entry is about: their id, and the subject their key is kept under. */
export interface Subject {
  readonly id: string;
  readonly subjectRef: string;
}

/** What an entry says beside its details: the index is held against it, by these names. */
type Told = 'client' | 'helper' | 'mandate' | 'organisation' | 'person' | 'procedure' | 'refusal' | 'use';

/** What happened. What is about the person is sealed with the person's key, what is about the helper with the helper's. */
export interface Entry {
  readonly event: EventName;
  readonly refusal?: RefusalCode;
  readonly mandate?: { readonly id: string; readonly journalRef: string };
  readonly useId?: string;
  readonly person?: Subject;
  readonly helper?: Subject;
  readonly organisationId?: string;
  readonly clientId?: string;
  readonly procedure?: string;
  /** More facts, sealed with the person's key if there is a person, else the helper's, else the service's. */
  readonly details?: Readonly<Record<string, Value>> & Readonly<Partial<Record<Told, never>>>;
  /** Facts that must outlive whoever the entry is about: sealed with the service's key. */
  readonly kept?: Readonly<Record<string, Value>>;
}

/**
 * Adds an entry in the caller's transaction: it commits with what it records, or neither does. Called last, since it locks the
 * chain of the mandate. Refuses with `journal_unavailable` when the entry cannot be written, and with `person_unknown` when the person
 * was erased, be it a moment ago.
 */
export async function append(work: Work, entry: Entry): Promise<void> {
  await write(work, entry).catch(unavailable);
}

/** Records what a refusal rolled back: in a transaction of its own, at the edge, or in one with others that stand alone. */
export function appendAlone(needs: WorkNeeds, entry: Entry): Promise<void> {
  const alone = () => atomically(needs, (work) => append(work, entry));
  return gather(needs, { entry: { ...entry, at: needs.clock.now() }, alone });
}

/** Does an act; when it is refused, records the refusal after the rollback, and refuses still. */
export async function recorded<T>(needs: WorkNeeds, attempt: Entry, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'journal_unavailable') await appendAlone(needs, refused(attempt, error.code));
    throw error;
  }
}

/** `recorded`, for an act that is one transaction. */
export function atomicallyRecorded<T>(needs: WorkNeeds, attempt: Entry, act: (work: Work) => Promise<T>): Promise<T> {
  return recorded(needs, attempt, () => atomically(needs, act));
}

/** Somebody who was erased is not named. */
function refused({ person, ...attempt }: Entry, refusal: RefusalCode): Entry {
  return { ...attempt, ...(person && refusal !== 'person_unknown' && { person }), refusal };
}

async function write(work: Work, entry: Entry): Promise<void> {
  const groups = groupBySubject(entry);
  const { link, keys } = await store.openEntry(work.tx, {
    mandateRef: entry.mandate?.journalRef ?? null,
    subjectRefs: groups.map((group) => group.subjectRef),
  });
  rememberKeys(work, keys);
  if (entry.person && !keys.get(entry.person.subjectRef)) throw new Refusal('person_unknown');
  const id = randomUUID();
  const subjects: SubjectFields[] = groups.map((group) => ({
    ...group,
    dek: unwrap(work.vault, { subjectRef: group.subjectRef, wrapped: keys.get(group.subjectRef) ?? null }),
  }));
  const mandate = entry.mandate && link ? { ref: entry.mandate.journalRef, ...link } : null;
  const leaf = makeLeaf({ id, event: entry.event, at: work.at, mandate, subjects, mark: markOf(work.vault, id, subjects.length) });
  const written = store.insertEntry(work.tx, {
    entry,
    at: work.at,
    leaf,
    hash: hashLeaf(leaf),
    mandate,
    sealed: subjects.map((subject) => ({ subjectRef: subject.subjectRef, blob: sealFields(id, subject) })),
  });
  await writeLast(work, written.catch(unavailable));
}
