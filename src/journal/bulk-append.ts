import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Entry } from './append.ts';
import * as store from './bulk-store.ts';
import { groupBySubject } from './entry-groups.ts';
import { listSubjectKeys } from './subject-key-store.ts';
import { unwrap } from './subject-keys.ts';
import { unavailable } from './unavailable.ts';
import { writeEntry } from './written-entry.ts';

/** An entry, and when it happened. */
export type DatedEntry = Entry & { readonly at: Date };

/** The most entries of one transaction: it holds a lock for each subject, of which a server has some thousands for all. */
export const bulkSize = 1_000;

/**
 * Adds many entries in the caller's transaction, in the order given, each as `append` would have written it: for what brings a history
 * along. Called once and last; the caller's changes of mandates commit with it. Refuses as `append` does.
 */
export async function bulkAppend(work: Work, entries: readonly DatedEntry[]): Promise<void> {
  if (entries.length > bulkSize) throw new Error(`a transaction may add ${String(bulkSize)} entries at once`);
  if (entries.length > 0) await write(work, entries).catch(unavailable);
}

async function write(work: Work, entries: readonly DatedEntry[]): Promise<void> {
  const groups = entries.map(groupBySubject);
  const keyOf = await openKeys(
    work,
    groups.flat().map(({ subjectRef }) => subjectRef),
  );
  const chains = await store.lockChains(work.tx, [...new Set(entries.flatMap(({ mandate }) => mandate?.journalRef ?? []))]);
  const written = entries.map((entry, place) => {
    if (entry.person && !keyOf.has(entry.person.subjectRef)) throw new Refusal('person_unknown');
    const subjects = (groups[place] ?? []).map((group) => ({ ...group, dek: keyFor(keyOf, group.subjectRef) }));
    return writeEntry(work.vault, entry, { subjects, chains });
  });
  await store.insertEntries(work.tx, { entries: written, chains });
}

async function openKeys({ tx, vault }: Work, subjectRefs: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const rows = await listSubjectKeys(tx, [...new Set(subjectRefs)]);
  return new Map(rows.flatMap((row) => (row.wrapped ? [[row.subjectRef, unwrap(vault, row)] as const] : [])));
}

function keyFor(keys: ReadonlyMap<string, Buffer>, subjectRef: string): Buffer {
  const dek = keys.get(subjectRef);
  if (!dek) throw new Error(`the key of subject ${subjectRef} does not exist or was destroyed`);
  return dek;
}
