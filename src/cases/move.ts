import { Refusal } from '../errors.ts';
import { type Case, type CaseActor, dueIn } from './case.ts';
import { type CaseAct, caseStates } from './case-states.ts';
import { isGrave, type Outcome } from './outcome.ts';

export interface Moving {
  readonly actor: CaseActor;
  readonly act: CaseAct;
  /** Said where the act concludes. */
  readonly outcome: Outcome | null;
  /** Said where the act assigns. */
  readonly assignee: string | null;
  readonly at: Date;
}

/** The case after an act that nothing stands against. */
export function afterMove(one: Case, moving: Moving): Case {
  const next = caseStates[one.state][moving.act]?.next;
  if (!next) throw new Refusal('case_in_another_state');
  const { at } = moving;
  return {
    ...one,
    ...{ state: next, dueAt: dueIn(next, at), closedAt: next === 'closed' ? at : null },
    managerAskedAt: one.managerAskedAt ?? (next === 'with_manager' ? at : null),
    ...whatChanges(one, moving),
  };
}

function whatChanges(one: Case, { act, actor, outcome, assignee, at }: Moving): Partial<Case> {
  const by = actor.role === 'person' ? null : actor.helper.id;
  if (act === 'take') return { assignedTo: by };
  if (act === 'assign') return { assignedTo: required(assignee) };
  if (act === 'close' || act === 'propose') return { outcome: fitting(act, outcome), concludedBy: by };
  if (act === 'confirm') return { confirmedBy: by };
  if (act === 'decline') return { outcome: null, concludedBy: null };
  return act === 'challenge' || act === 'object' ? { ...broughtBeforeAnother(one), challengedAt: at } : {};
}

/** The grave is proposed and confirmed, the rest is concluded at once: the outcome says which, not who asks. */
function fitting(act: 'close' | 'propose', outcome: Outcome | null): Outcome {
  const known = required(outcome);
  if (isGrave(known) !== (act === 'propose')) throw new Refusal('case_needs_another_supervisor');
  return known;
}

function broughtBeforeAnother(one: Case): Partial<Case> {
  return {
    ...{ firstConcludedBy: one.concludedBy, firstConfirmedBy: one.confirmedBy, assignedTo: null },
    ...{ outcome: null, concludedBy: null, confirmedBy: null },
  };
}

function required<T>(value: T | null): T {
  if (value === null) throw new Refusal('input_malformed');
  return value;
}
