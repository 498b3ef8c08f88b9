import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { EventName } from '../journal/events.ts';
import { findMandate } from '../mandates/store.ts';
import { findOrganisation } from '../organisations/store.ts';
import { findPerson } from '../people/store.ts';
import { type Case, type CaseActor, caseObstacle, dueIn, isInReach } from './case.ts';
import { type CaseAct, caseStates } from './case-states.ts';
import { writeStep } from './case-steps.ts';
import * as store from './store.ts';
import { tellCase } from './tell-case.ts';

export interface ActOnCase {
  readonly caseId: string;
  readonly actor: CaseActor;
  readonly act: CaseAct;
  readonly words: string | null;
  readonly publicUrl: string;
}

/** Somebody does what the states let them do. The case moves on, the person is told, and it is recorded among what is about them. */
export async function actOnCase(work: Work, { caseId, actor, act, words, publicUrl }: ActOnCase): Promise<Case> {
  const one = await reachCase(work, { caseId, actor });
  const no = caseObstacle(one, { actor, act, at: work.at });
  if (no) throw new Refusal(no);
  const move = caseStates[one.state][act];
  if (!move || (move.words && words === null)) throw new Refusal('input_malformed');
  const person = await findPerson(work.tx, work.vault, one.personId);
  const mandate = await findMandate(work.tx, one.mandateId);
  if (!person || !mandate) throw new Refusal('case_unknown');
  const moved: Case = { ...one, state: move.next, dueAt: dueIn(move.next, work.at), closedAt: move.next === 'closed' ? work.at : null };
  await store.setState(work.tx, one.id, moved);
  const helper = actor.role === 'person' ? undefined : actor.helper;
  await writeStep(work, { person, caseId, act, actor: actor.role, staffId: helper?.id ?? null, words });
  await tellCase(work, { one: moved, act, person, mandate, publicUrl });
  await append(work, {
    ...{ event: events[act], mandate, useId: one.useId, person, organisationId: one.organisationId },
    ...(helper && { helper }),
    details: { case: caseId, state: moved.state },
  });
  return moved;
}

/** The case, held alone, if it is in this actor's reach. Not found and not theirs are the same answer. */
export async function reachCase({ tx }: Pick<Work, 'tx'>, { caseId, actor }: Pick<ActOnCase, 'caseId' | 'actor'>): Promise<Case> {
  const one = await store.lockCase(tx, caseId);
  const organisation = one && (await findOrganisation(tx, one.organisationId));
  if (!organisation || !isInReach(one, actor, organisation.territory)) throw new Refusal('case_unknown');
  return one;
}

const events: Readonly<Record<CaseAct, EventName>> = {
  answer: 'case_answered',
  accept: 'case_accepted',
  appeal: 'case_appealed',
  withdraw: 'case_withdrawn',
  take: 'case_taken',
  return: 'case_returned',
  close: 'case_closed',
};
