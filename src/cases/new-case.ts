import { randomUUID } from 'node:crypto';
import { type Case, dueIn } from './case.ts';

/** What a case is of when it begins. */
export type Beginning = Pick<Case, 'origin' | 'cause' | 'useId' | 'mandateId' | 'personId' | 'organisationId' | 'helperId' | 'state'> & {
  readonly noticed?: Case['noticed'];
  readonly at: Date;
};

/** A case as it begins: nobody has it yet, nothing is concluded. */
export function newCase({ at, noticed = null, ...beginning }: Beginning): Case {
  return {
    ...{ id: randomUUID(), ...beginning, noticed, openedAt: at, dueAt: dueIn(beginning.state, at) },
    ...{ managerAskedAt: beginning.state === 'with_manager' ? at : null, assignedTo: null, closedAt: null },
    ...{ outcome: null, concludedBy: null, confirmedBy: null },
    ...{ challengedAt: null, firstConcludedBy: null, firstConfirmedBy: null },
  };
}
