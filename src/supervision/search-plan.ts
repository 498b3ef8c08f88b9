import { beginningOf } from '../http/paris.ts';
import { type Criteria, territoriesOf } from './criteria.ts';
import type { Reach } from './territory.ts';

/** One thing an entry must be, by the columns of the index: one of several values, or a bound of time. */
export interface Condition {
  readonly column: Column;
  readonly values: readonly string[];
  /** Of these only what was refused, which has an index of its own. */
  readonly isRefused?: boolean;
}

/** Columns that have an index of their own, newest first; the first ones hold the fewest entries each. */
export const indexedColumns = [
  ...(['use_id', 'mandate_id', 'person_id', 'helper_id', 'refusal', 'organisation_id', 'client_id'] as const),
  ...(['event', 'procedure', 'territory'] as const),
] as const;

export type Column = (typeof indexedColumns)[number];

/** What is asked of the index. */
export interface Question {
  readonly conditions: readonly Condition[];
  /** Whether only refusals, or only what was done, are wanted. */
  readonly refused: boolean | null;
  readonly from: Date | null;
  /** Not included. */
  readonly to: Date | null;
}

/** The question that criteria ask, within what the supervisor may see. What is outside answers nothing, as if it did not exist. */
export function questionOf(reach: Reach, criteria: Criteria, personIds: readonly string[] | null = null): Question {
  const { outcome, from, to } = criteria;
  const wanted: Readonly<Record<Column, readonly string[] | null>> = {
    use_id: only(criteria.use),
    mandate_id: only(criteria.mandate),
    person_id: personIds,
    helper_id: only(criteria.helper),
    refusal: only(criteria.refusal),
    organisation_id: only(criteria.organisation),
    client_id: only(criteria.client),
    event: only(criteria.event),
    procedure: only(criteria.procedure),
    territory: territoriesOf(reach, criteria),
  };
  return {
    conditions: indexedColumns.flatMap((column) => {
      const values = wanted[column];
      return values === null ? [] : [{ column, values, isRefused: column === 'territory' && outcome === 'refused' }];
    }),
    refused: outcome === undefined ? null : outcome === 'refused',
    from: from === undefined ? null : beginningOf(from),
    to: to === undefined ? null : beginningOf(to, 1),
  };
}

function only(value: string | undefined): readonly string[] | null {
  return value === undefined ? null : [value];
}
