import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { EventName } from '../journal/events.ts';
import { findMandate } from '../mandates/store.ts';
import { findHelper, findOrganisation } from '../organisations/store.ts';
import { listTerritories } from '../organisations/territory-store.ts';
import { findPerson } from '../people/store.ts';
import { type Case, type CaseActor, caseObstacle, isInReach, isKnownToManagers } from './case.ts';
import { type CaseAct, caseStates } from './case-states.ts';
import { writeStep } from './case-steps.ts';
import { afterMove } from './move.ts';
import type { Outcome } from './outcome.ts';
import * as store from './store.ts';
import { tellCase, tellManagers } from './tell-case.ts';

export interface ActOnCase {
  readonly caseId: string;
  readonly actor: CaseActor;
  readonly act: CaseAct;
  readonly words: string | null;
  /** What a supervisor concludes, and to whom they hand the case over. */
  readonly outcome?: Outcome | null;
  readonly assignee?: string | null;
  readonly publicUrl: string;
}

/** Somebody does what the states let them do. The case moves on, the person is told, and it is recorded among what is about them. */
export async function actOnCase(work: Work, { caseId, publicUrl, ...doing }: ActOnCase): Promise<Case> {
  const { actor, act, words, outcome = null, assignee = null } = doing;
  const one = await reachCase(work, { caseId, actor });
  const no = caseObstacle(one, { actor, act, at: work.at });
  if (no) throw new Refusal(no);
  if (caseStates[one.state][act]?.words && words === null) throw new Refusal('input_malformed');
  if (assignee !== null) await requireSupervisorInReach(work, one, assignee);
  const moved = afterMove(one, { actor, act, outcome, assignee, at: work.at });
  await store.setMoved(work.tx, moved);
  const helper = actor.role === 'person' ? undefined : actor.helper;
  await writeStep(work, { one, act, actor: actor.role, staffId: helper?.id ?? null, outcome: moved.outcome ?? one.outcome, words });
  const person = one.personId ? await findPerson(work.tx, work.vault, one.personId) : undefined;
  const mandate = one.mandateId ? await findMandate(work.tx, one.mandateId) : undefined;
  if (person && mandate) await tellCase(work, { one: moved, act, person, mandate, publicUrl });
  const managers = await tellManagers(work, { one: moved, publicUrl });
  const details = { case: caseId, state: moved.state, ...(outcome !== null && { outcome }), ...(managers > 0 && { managers }) };
  await append(work, {
    ...{ event: events[act], details },
    ...(mandate && { mandate }),
    ...(one.useId !== null && { useId: one.useId }),
    ...(person && { person }),
    ...(helper && { helper }),
    ...organisationOf(moved),
  });
  return moved;
}

/** Named once its managers know: they read what the journal says of their organisation. */
function organisationOf(one: Case): { organisationId?: string } {
  return one.organisationId !== null && isKnownToManagers(one) ? { organisationId: one.organisationId } : {};
}

/** The case, held alone, if it is in this actor's reach. Not found and not theirs are the same answer. */
export async function reachCase({ tx }: Pick<Work, 'tx'>, { caseId, actor }: Pick<ActOnCase, 'caseId' | 'actor'>): Promise<Case> {
  const one = await store.lockCase(tx, caseId);
  if (!one || !isInReach(one, actor, await territoryOf(tx, one))) throw new Refusal('case_unknown');
  return one;
}

async function territoryOf(tx: Work['tx'], { organisationId }: Case): Promise<string | null> {
  return organisationId === null ? null : ((await findOrganisation(tx, organisationId))?.territory ?? null);
}

/** Whoever is handed a case must be able to open it. */
async function requireSupervisorInReach({ tx }: Work, one: Case, id: string): Promise<void> {
  const helper = await findHelper(tx, id);
  const territories = await listTerritories(tx, id);
  const fits = helper?.duty === 'supervisor' && isInReach(one, { role: 'supervisor', helper, territories }, await territoryOf(tx, one));
  if (!fits || helper.id === one.helperId) throw new Refusal('case_unknown');
}

const events: Readonly<Record<CaseAct, EventName>> = {
  answer: 'case_answered',
  accept: 'case_accepted',
  appeal: 'case_appealed',
  withdraw: 'case_withdrawn',
  take: 'case_taken',
  assign: 'case_assigned',
  return: 'case_returned',
  close: 'case_closed',
  propose: 'case_conclusion_proposed',
  confirm: 'case_closed',
  decline: 'case_conclusion_declined',
  challenge: 'case_challenged',
  object: 'case_challenged',
};
