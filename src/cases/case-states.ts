/** Who does something about a case. */
export type CaseRole = 'person' | 'manager' | 'supervisor';

interface Move {
  readonly by: CaseRole;
  readonly next: CaseState;
  /** Must be said in words. */
  readonly words?: true;
  /** Only once the answer is late. */
  readonly late?: true;
}

export type CaseState = 'with_manager' | 'answered' | 'with_supervisor' | 'closed';

export type CaseAct = 'answer' | 'accept' | 'appeal' | 'withdraw' | 'take' | 'return' | 'close';

/** The life of a case as data: in each state, who may do what, and where it leads. Printed as a diagram by `npm run document`. */
export const caseStates: Readonly<Record<CaseState, Readonly<Partial<Record<CaseAct, Move>>>>> = {
  with_manager: {
    answer: { by: 'manager', next: 'answered', words: true },
    appeal: { by: 'person', next: 'with_supervisor', words: true, late: true },
    withdraw: { by: 'person', next: 'closed' },
    take: { by: 'supervisor', next: 'with_supervisor' },
  },
  answered: {
    accept: { by: 'person', next: 'closed' },
    appeal: { by: 'person', next: 'with_supervisor', words: true },
    close: { by: 'supervisor', next: 'closed', words: true },
  },
  with_supervisor: {
    return: { by: 'supervisor', next: 'with_manager', words: true },
    close: { by: 'supervisor', next: 'closed', words: true },
    withdraw: { by: 'person', next: 'closed' },
  },
  closed: {},
};
