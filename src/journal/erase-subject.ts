import type { Work } from '../db/database.ts';
import { append, type Subject } from './append.ts';
import { countSealed, destroyKey } from './subject-key-store.ts';

/** Why somebody's data are erased: they asked, the time to keep them is over, or an authority ordered it. */
export const erasureReasons = ['person_asked', 'retention_over', 'ordered'] as const;

export type ErasureReason = (typeof erasureReasons)[number];

export interface Erasure {
  readonly subject: Subject;
  /** Who does it; nobody when time does. */
  readonly by?: Subject;
  readonly reason: ErasureReason;
}

/**
 * Destroys somebody's key, for good: what was sealed for them opens nowhere any more, in backups neither, and the journal's index no
 * longer names them. Proofs are untouched, since no entry changes. The entry says that it was done and how much went, not of whom. Called
 * last.
 */
export async function eraseSubject(work: Work, { subject, by, reason }: Erasure): Promise<void> {
  const values = await countSealed(work.tx, subject.subjectRef);
  await append(work, { event: 'subject_erased', ...(by && { helper: by }), details: { reason }, kept: { values } });
  await destroyKey(work.tx, { ...subject, values }, work.at);
}
