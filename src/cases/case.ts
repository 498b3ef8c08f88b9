import { after, day } from '../clock.ts';
import type { RefusalCode } from '../errors.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Person } from '../people/person.ts';
import { type CaseAct, type CaseRole, type CaseState, caseStates } from './case-states.ts';

/** A use that a person contests. */
export interface Case {
  readonly id: string;
  readonly useId: string;
  readonly mandateId: string;
  readonly personId: string;
  readonly organisationId: string;
  /** The helper concerned: whose use it was. */
  readonly helperId: string;
  readonly state: CaseState;
  readonly openedAt: Date;
  /** Until when the manager must answer, while it is theirs to do. */
  readonly dueAt: Date | null;
  readonly closedAt: Date | null;
}

/** What somebody did about a case, and in which words. */
export interface CaseStep {
  readonly act: CaseAct | 'open';
  readonly actor: CaseRole;
  readonly words: string | null;
  readonly at: Date;
}

/** Who acts, and what makes them entitled to. */
export type CaseActor =
  | { readonly role: 'person'; readonly person: Person }
  | { readonly role: 'manager'; readonly helper: Helper; readonly organisationId: string }
  | { readonly role: 'supervisor'; readonly helper: Helper; readonly territories: readonly string[] };

/** How long the organisation has to answer. */
const answerTime = 14 * day;

/** How long what one writes may be. */
export const wordsLength = { least: 10, most: 1000 } as const;

/** Whether the organisation is late. */
export function isLate({ dueAt }: Pick<Case, 'dueAt'>, at: Date): boolean {
  return dueAt !== null && at >= dueAt;
}

/** Until when an answer is due in this state, reached at `at`. */
export function dueIn(state: CaseState, at: Date): Date | null {
  return state === 'with_manager' ? after(at, answerTime) : null;
}

/** Whether a case is in somebody's reach at all: what is not does not exist for them. */
export function isInReach(one: Case, actor: CaseActor, territory: string): boolean {
  if (actor.role === 'person') return one.personId === actor.person.id;
  if (actor.role === 'manager') return one.organisationId === actor.organisationId;
  return actor.territories.includes('*') || actor.territories.includes(territory);
}

/** What stands between somebody and an act on a case in their reach. The helper concerned has no part in it, manager or not. */
export function caseObstacle(
  one: Case,
  { actor, act, at }: { readonly actor: CaseActor; readonly act: CaseAct; readonly at: Date },
): RefusalCode | null {
  if (actor.role !== 'person' && actor.helper.id === one.helperId) return 'case_about_oneself';
  const move = caseStates[one.state][act];
  if (!move) return 'case_in_another_state';
  if (move.by !== actor.role) return 'case_for_another';
  return move.late && !isLate(one, at) ? 'case_not_late' : null;
}

/** What this actor may do now. */
export function movesOf(one: Case, { actor, at }: { readonly actor: CaseActor; readonly at: Date }): CaseAct[] {
  const acts = Object.keys(caseStates[one.state]) as CaseAct[]; // the keys of a constant
  return acts.filter((act) => caseObstacle(one, { actor, act, at }) === null);
}

/** Where the words of a step lie: they open nowhere else. */
export function wordsContext(stepId: string): string {
  return `case-step/${stepId}/words`;
}
