import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { findMandate } from '../mandates/store.ts';
import type { Use } from '../mandates/use.ts';
import { findUse } from '../mandates/use-store.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { findHelper, findOrganisation } from '../organisations/store.ts';
import { openPersonalData } from '../people/open-personal-data.ts';
import type { Person } from '../people/person.ts';
import { reachCase } from './act-on-case.ts';
import { type Case, type CaseActor, type CaseStep, movesOf, type Why } from './case.ts';
import type { CaseAct } from './case-states.ts';
import { readSteps } from './case-steps.ts';

export interface CaseView {
  readonly one: Case;
  readonly use: Use | null;
  readonly organisation: Organisation | null;
  /** Whom the case is about, to those who decide. */
  readonly helper: Helper | null;
  readonly person: Person | null;
  /** There is somebody, and who looks stated no reason: no name, no words. */
  readonly isVeiled: boolean;
  readonly steps: readonly CaseStep[];
  /** What who looks may do now. */
  readonly moves: readonly CaseAct[];
}

/**
 * A case with all that was said, to somebody in whose reach it is. Staff leaves a look that the person reads; a supervisor who stated no
 * reason sees neither the person nor any words. The helper concerned sees nothing of it, manager or not.
 */
export async function viewCase(work: Work, { caseId, actor }: { readonly caseId: string; readonly actor: CaseActor }): Promise<CaseView> {
  const one = await reachCase(work, { caseId, actor });
  if (actor.role !== 'person' && actor.helper.id === one.helperId) throw new Refusal('case_about_oneself');
  const use = one.useId === null ? undefined : await findUse(work.tx, one.useId);
  const organisation = one.organisationId === null ? undefined : await findOrganisation(work.tx, one.organisationId);
  const helper = one.helperId === null || actor.role === 'person' ? undefined : await findHelper(work.tx, one.helperId);
  const person = actor.role === 'person' ? actor.person : await look(work, one, actor);
  const steps = await readSteps(work, one);
  const found = { use: use ?? null, organisation: organisation ?? null, helper: helper ?? null };
  const isVeiled = one.personId !== null && person === null;
  const shown = isVeiled ? steps.map((step) => ({ ...step, words: null })) : steps;
  return { one, ...found, person, isVeiled, steps: shown, moves: movesOf(one, { actor, at: work.at }) };
}

async function look(work: Work, one: Case, actor: Exclude<CaseActor, { role: 'person' }>): Promise<Person | null> {
  const why = actor.role === 'supervisor' ? actor.why : answering;
  if (one.personId === null || !why) return null;
  const mandate = one.mandateId === null ? undefined : await findMandate(work.tx, one.mandateId);
  return openPersonalData(work, {
    ...{ personId: one.personId, reader: actor.helper, role: actor.role, what: 'case', ...why },
    ...(actor.role === 'manager' && { organisationId: actor.organisationId }),
    ...(mandate && { mandate }),
  });
}

/** Why a manager opens a case of their organisation: they are asked to answer it. The catalogues have the words. */
const answering: Why = { purpose: 'complaint', reason: 'asked_to_answer' };
