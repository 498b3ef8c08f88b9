import { after, day } from '../clock.ts';
import type { RefusalCode } from '../errors.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Look } from '../people/open-personal-data.ts';
import type { Person } from '../people/person.ts';
import { type CaseAct, type CaseRole, type CaseState, caseStates } from './case-states.ts';
import type { Outcome } from './outcome.ts';

export const caseOrigins = ['contest', 'alert', 'sample', 'report'] as const;

/** Where a case comes from: a person who contests, a rule that noticed, a review of a sample, a supervisor who reports. */
export type CaseOrigin = (typeof caseOrigins)[number];

export const casesWaiting = ['nobody', 'appeal', 'second'] as const;

/** For what a case may wait: that somebody takes it; that another judges anew; that a second supervisor confirms. */
export type CasesWaiting = (typeof casesWaiting)[number];

/** Something to look into: a use (then all of it is known), a helper, an organisation; an alert may be about the service itself. */
export interface Case {
  readonly id: string;
  readonly origin: CaseOrigin;
  /** The rule that noticed, or the sample: what the origin calls it. */
  readonly cause: string | null;
  /** What the rule noticed, in numbers; its words are in the catalogues. */
  readonly noticed: Readonly<Record<string, number>> | null;
  readonly useId: string | null;
  readonly mandateId: string | null;
  readonly personId: string | null;
  readonly organisationId: string | null;
  /** The helper concerned: whose use it was. */
  readonly helperId: string | null;
  readonly state: CaseState;
  readonly openedAt: Date;
  /** Until when the manager must answer, while it is theirs to do. */
  readonly dueAt: Date | null;
  /** When the organisation was first asked: before, a case that no person opened does not exist for its managers. */
  readonly managerAskedAt: Date | null;
  readonly assignedTo: string | null;
  readonly outcome: Outcome | null;
  readonly concludedBy: string | null;
  readonly confirmedBy: string | null;
  readonly closedAt: Date | null;
  /** When the person or the organisation brought the conclusion before another supervisor, and who had concluded. */
  readonly challengedAt: Date | null;
  readonly firstConcludedBy: string | null;
  readonly firstConfirmedBy: string | null;
}

/** What somebody did about a case, and in which words. */
export interface CaseStep {
  /** `add`: the person says more. Neither opening nor adding moves a case. */
  readonly act: CaseAct | 'open' | 'add';
  readonly actor: CaseRole | 'service';
  readonly outcome: Outcome | null;
  readonly words: string | null;
  readonly at: Date;
}

/** Who acts, and what makes them entitled to. */
export type CaseActor =
  | { readonly role: 'person'; readonly person: Person }
  | { readonly role: 'manager'; readonly helper: Helper; readonly organisationId: string }
  | {
      readonly role: 'supervisor';
      readonly helper: Helper;
      readonly territories: readonly string[];
      /** The reason they stated, which opens what is about persons; without one, pseudonyms. */
      readonly why?: Why | null;
    };

/** Why a supervisor opens what is about a person. */
export type Why = Pick<Look, 'purpose' | 'reason' | 'caseReference'>;

/** How long the organisation has to answer. */
const answerTime = 14 * day;

/** How long a conclusion may be brought before another supervisor. */
const challengeTime = 60 * day;

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

/** Whether a case is in somebody's reach at all: what is not does not exist for them. The whole service is the whole country's. */
export function isInReach(one: Case, actor: CaseActor, territory: string | null): boolean {
  if (actor.role === 'person') return one.personId === actor.person.id;
  if (actor.role === 'manager') return one.organisationId === actor.organisationId && isKnownToManagers(one);
  return actor.territories.includes('*') || (territory !== null && actor.territories.includes(territory));
}

/** Whether the organisation's managers know of it: what no person opened does not exist for them until a supervisor asks. */
export function isKnownToManagers({ origin, managerAskedAt }: Case): boolean {
  return origin === 'contest' || managerAskedAt !== null;
}

interface Attempt {
  readonly actor: CaseActor;
  readonly act: CaseAct;
  readonly at: Date;
}

/** What stands between somebody and an act on a case in their reach. The helper concerned has no part in it, manager or not. */
export function caseObstacle(one: Case, { actor, act, at }: Attempt): RefusalCode | null {
  if (actor.role !== 'person' && actor.helper.id === one.helperId) return 'case_about_oneself';
  const move = caseStates[one.state][act];
  if (!move) return 'case_in_another_state';
  if (move.by !== actor.role || (move.contest && one.origin !== 'contest')) return 'case_for_another';
  if (move.late && !isLate(one, at)) return 'case_not_late';
  if (one.state === 'closed' && !isChallengeable(one, at)) return 'case_in_another_state';
  if (act === 'return' && one.organisationId === null) return 'case_for_another';
  return move.rules && actor.role === 'supervisor' ? rulingObstacle(one, { by: actor.helper.id, act }) : null;
}

/** A supervisor's conclusion, once, within 60 days. */
function isChallengeable({ outcome, challengedAt, closedAt }: Case, at: Date): boolean {
  return outcome !== null && challengedAt === null && closedAt !== null && at < after(closedAt, challengeTime);
}

/** Four eyes are two persons; and what was brought before another supervisor is another's to decide. */
function rulingObstacle(one: Case, { by, act }: { readonly by: string; readonly act: CaseAct }): RefusalCode | null {
  if (by === one.firstConcludedBy || by === one.firstConfirmedBy) return 'case_needs_another_supervisor';
  if (one.state === 'awaiting_second') return act === 'confirm' && by === one.concludedBy ? 'case_needs_another_supervisor' : null;
  return one.assignedTo !== null && one.assignedTo !== by ? 'case_assigned_to_another' : null;
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
