/** Who does something about a case. */
export type CaseRole = 'person' | 'manager' | 'supervisor';

interface Move {
  readonly by: CaseRole;
  readonly next: CaseState;
  /** Must be said in words. */
  readonly words?: true;
  /** Only once the answer is late. */
  readonly late?: true;
  /** Of the person who contests; a case that another opened is not theirs to end. */
  readonly contest?: true;
  /** Concludes: by whom it is assigned to, never twice by the same supervisors. */
  readonly rules?: true;
}

export type CaseState = 'with_manager' | 'answered' | 'with_supervisor' | 'awaiting_second' | 'closed' | 'challenged';

export type CaseAct =
  | 'answer'
  | 'accept'
  | 'appeal'
  | 'withdraw'
  | 'take'
  | 'assign'
  | 'return'
  | 'close'
  | 'propose'
  | 'confirm'
  | 'decline'
  | 'challenge'
  | 'object';

/** What supervisors do with a case they hold. */
const ruling = {
  close: { by: 'supervisor', next: 'closed', words: true, rules: true },
  propose: { by: 'supervisor', next: 'awaiting_second', words: true, rules: true },
} as const;

/** The life of a case as data: in each state, who may do what, and where it leads. Printed as a diagram by `npm run document`. */
export const caseStates: Readonly<Record<CaseState, Readonly<Partial<Record<CaseAct, Move>>>>> = {
  with_manager: {
    answer: { by: 'manager', next: 'answered', words: true },
    appeal: { by: 'person', next: 'with_supervisor', words: true, late: true, contest: true },
    withdraw: { by: 'person', next: 'closed', contest: true },
    take: { by: 'supervisor', next: 'with_supervisor' },
  },
  answered: {
    accept: { by: 'person', next: 'closed', contest: true },
    appeal: { by: 'person', next: 'with_supervisor', words: true, contest: true },
    return: { by: 'supervisor', next: 'with_manager', words: true },
    ...ruling,
  },
  with_supervisor: {
    take: { by: 'supervisor', next: 'with_supervisor' },
    assign: { by: 'supervisor', next: 'with_supervisor' },
    return: { by: 'supervisor', next: 'with_manager', words: true },
    withdraw: { by: 'person', next: 'closed', contest: true },
    ...ruling,
  },
  awaiting_second: {
    confirm: { by: 'supervisor', next: 'closed', rules: true },
    decline: { by: 'supervisor', next: 'with_supervisor', words: true, rules: true },
  },
  closed: {
    challenge: { by: 'person', next: 'challenged', words: true },
    object: { by: 'manager', next: 'challenged', words: true },
  },
  challenged: {
    take: { by: 'supervisor', next: 'challenged' },
    assign: { by: 'supervisor', next: 'challenged' },
    ...ruling,
  },
};
