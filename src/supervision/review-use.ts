import type { Case } from '../cases/case.ts';
import { openInquiry } from '../cases/open-inquiry.ts';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { openForSubject, sealForSubject } from '../journal/subject-keys.ts';
import { findMandate } from '../mandates/store.ts';
import { findUse } from '../mandates/use-store.ts';
import type { Use } from '../mandates/use.ts';
import { findPerson } from '../people/store.ts';
import * as store from './sample-store.ts';
import type { Supervising } from './supervising.ts';

export interface Review {
  readonly supervisor: Supervising;
  readonly sampleId: string;
  readonly n: number;
  readonly verdict: store.Verdict;
  readonly note: string;
}

/** A supervisor says what they think of a use that was drawn, once. A bad one opens a case. Nobody reviews themself, nor what they decided. */
export async function reviewUse(work: Work, { supervisor, sampleId, n, verdict, note }: Review): Promise<void> {
  const line = (await store.findSample(work.tx, supervisor, sampleId)) && (await store.lockLine(work.tx, sampleId, n));
  const use = line && (await findUse(work.tx, line.useId));
  if (!use) throw new Refusal('sample_unknown');
  if (line.verdict !== null) throw new Refusal('sample_reviewed_already');
  const { helper } = supervisor;
  if (use.helperId === helper.id || (await store.hasDecidedAbout(work.tx, use.id, helper.id))) throw new Refusal('review_of_ones_own');
  const person = await findPerson(work.tx, work.vault, use.personId);
  const mandate = await findMandate(work.tx, use.mandateId);
  if (!person || !mandate) throw new Refusal('person_unknown');
  const sealed = await sealForSubject(work, person.subjectRef, { context: noteContext(line), plain: note });
  const opened = verdict === 'bad' ? await openBad(work, { supervisor, sampleId, use, note }) : null;
  await store.setReviewed(work.tx, {
    ...{ ...line, verdict, note: sealed, reviewedBy: helper.id, reviewedAt: work.at },
    caseId: opened?.id ?? null,
  });
  await append(work, { event: 'use_reviewed', mandate, useId: use.id, person, helper, details: { sample: sampleId, verdict } });
}

function openBad(
  work: Work,
  { supervisor, sampleId, use, note }: Pick<Review, 'supervisor' | 'sampleId' | 'note'> & { readonly use: Use },
): Promise<Case | null> {
  return openInquiry(work, { origin: 'sample', cause: sampleId, about: { useId: use.id }, words: note, by: supervisor.helper });
}

/** What the reviewer wrote; null when nobody did, or the person was erased. */
export async function readNote({ tx, vault }: Work, line: store.SampleLine, use: Use): Promise<string | null> {
  if (line.note === null) return null;
  const person = await findPerson(tx, vault, use.personId);
  if (!person) return null;
  return openForSubject(tx, vault, { subjectRef: person.subjectRef, context: noteContext(line), value: line.note });
}

function noteContext({ sampleId, n }: Pick<store.SampleLine, 'sampleId' | 'n'>): string {
  return `sample/${sampleId}/${String(n)}`;
}
