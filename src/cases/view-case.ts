import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { findMandate } from '../mandates/store.ts';
import type { Use } from '../mandates/use.ts';
import { findUse } from '../mandates/use-store.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { findOrganisation } from '../organisations/store.ts';
import { openPersonalData } from '../people/open-personal-data.ts';
import type { Person } from '../people/person.ts';
import { reachCase } from './act-on-case.ts';
import { type Case, type CaseActor, type CaseStep, movesOf } from './case.ts';
import type { CaseAct } from './case-states.ts';
import { readSteps } from './case-steps.ts';

export interface CaseView {
  readonly one: Case;
  readonly use: Use;
  readonly organisation: Organisation;
  readonly person: Person;
  readonly steps: readonly CaseStep[];
  /** What who looks may do now. */
  readonly moves: readonly CaseAct[];
}

/**
 * A case with all that was said, to somebody in whose reach it is. Staff leaves a look that the person reads; the helper concerned sees
 * nothing of it, manager or not.
 */
export async function viewCase(work: Work, { caseId, actor }: { readonly caseId: string; readonly actor: CaseActor }): Promise<CaseView> {
  const one = await reachCase(work, { caseId, actor });
  if (actor.role !== 'person' && actor.helper.id === one.helperId) throw new Refusal('case_about_oneself');
  const use = await findUse(work.tx, one.useId);
  const organisation = await findOrganisation(work.tx, one.organisationId);
  if (!use || !organisation) throw new Refusal('case_unknown');
  const person = actor.role === 'person' ? actor.person : await look(work, one, actor);
  const steps = await readSteps(work, { caseId, person });
  return { one, use, organisation, person, steps, moves: movesOf(one, { actor, at: work.at }) };
}

async function look(work: Work, one: Case, actor: Exclude<CaseActor, { role: 'person' }>): Promise<Person> {
  const mandate = await findMandate(work.tx, one.mandateId);
  return openPersonalData(work, {
    ...{ personId: one.personId, reader: actor.helper, role: actor.role, purpose: 'complaint', what: 'case' },
    ...(actor.role === 'manager' && { organisationId: actor.organisationId }),
    ...(mandate && { mandate }),
    reason: 'La personne conteste une utilisation de son mandat.',
  });
}
