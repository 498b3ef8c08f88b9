import { randomUUID } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { openForSubject, sealForSubject } from '../journal/subject-keys.ts';
import type { Person } from '../people/person.ts';
import { type CaseStep, wordsContext } from './case.ts';
import { insertStep, listSteps, type NewStep } from './store.ts';

interface Written extends Omit<NewStep, 'id' | 'words' | 'at'> {
  readonly person: Person;
  readonly words: string | null;
}

/** Adds a step, its words sealed with the key of the person the case is of, whoever wrote them. */
export async function writeStep(work: Work, { person, words, ...step }: Written): Promise<void> {
  const id = randomUUID();
  const sealed = words === null ? null : await sealForSubject(work, person.subjectRef, { context: wordsContext(id), plain: words });
  await insertStep(work.tx, { ...step, id, words: sealed, at: work.at });
}

/** What was done about a case, in order, in the words it was said. */
export async function readSteps(
  { tx, vault }: Work,
  { caseId, person }: { readonly caseId: string; readonly person: Person },
): Promise<CaseStep[]> {
  const { subjectRef } = person;
  const steps: CaseStep[] = [];
  for (const { id, words: value, ...step } of await listSteps(tx, caseId))
    steps.push({ ...step, words: value && (await openForSubject(tx, vault, { subjectRef, context: wordsContext(id), value })) });
  return steps;
}
