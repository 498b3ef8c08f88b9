import { randomUUID } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { openForSubject, sealForSubject, serviceSubject } from '../journal/subject-keys.ts';
import { findHelper } from '../organisations/store.ts';
import { findPerson } from '../people/store.ts';
import { type Case, type CaseStep, wordsContext } from './case.ts';
import { insertStep, listSteps, type NewStep } from './store.ts';

interface Written extends Omit<NewStep, 'id' | 'words' | 'at' | 'caseId'> {
  readonly one: Case;
  readonly words: string | null;
}

/** Adds a step, its words sealed with the key of the person the case is of, whoever wrote them; else the helper's, else the service's. */
export async function writeStep(work: Work, { one, words, ...step }: Written): Promise<void> {
  const id = randomUUID();
  const sealed =
    words === null ? null : await sealForSubject(work, await subjectOf(work, one), { context: wordsContext(id), plain: words });
  await insertStep(work.tx, { ...step, caseId: one.id, id, words: sealed, at: work.at });
}

/** What was done about a case, in order, in the words it was said. */
export async function readSteps(work: Work, one: Case): Promise<CaseStep[]> {
  const { tx, vault } = work;
  const subjectRef = await subjectOf(work, one);
  const steps: CaseStep[] = [];
  for (const { id, words: value, ...step } of await listSteps(tx, one.id))
    steps.push({ ...step, words: value && (await openForSubject(tx, vault, { subjectRef, context: wordsContext(id), value })) });
  return steps;
}

async function subjectOf({ tx, vault }: Work, { personId, helperId }: Case): Promise<string> {
  const subject = personId ? await findPerson(tx, vault, personId) : helperId ? await findHelper(tx, helperId) : undefined;
  return subject?.subjectRef ?? serviceSubject;
}
