import { randomUUID } from 'node:crypto';
import type { Vault } from '../vault.ts';
import type { DatedEntry } from './bulk-append.ts';
import type { BulkEntry, Link } from './bulk-store.ts';
import { makeLeaf, markOf, sealFields, type SubjectFields } from './leaf.ts';
import { hashLeaf } from './merkle.ts';

/** An entry as it will lie in the tables: the next of its mandate's chain, whose head it becomes. */
export function writeEntry(
  vault: Vault,
  entry: DatedEntry,
  { subjects, chains }: { readonly subjects: readonly SubjectFields[]; readonly chains: Map<string, Link> },
): BulkEntry {
  const id = randomUUID();
  const ref = entry.mandate?.journalRef;
  const former = ref === undefined ? undefined : chains.get(ref);
  const link = { n: (former?.n ?? 0) + 1, prev: former?.prev ?? Buffer.alloc(0) };
  const mandate = ref === undefined ? null : { ref, ...link };
  const leaf = makeLeaf({ id, event: entry.event, at: entry.at, mandate, subjects, mark: markOf(vault, id, subjects.length) });
  if (ref !== undefined) chains.set(ref, { n: link.n, prev: hashLeaf(leaf) });
  return {
    ...{ entry, leaf, mandateN: ref === undefined ? null : link.n },
    sealed: subjects.map((subject) => ({ subjectRef: subject.subjectRef, blob: sealFields(id, subject) })),
  };
}
