import type { EventName } from '../journal/events.ts';
import type { Procedure } from '../mandates/procedures.ts';
import type { Reach } from './territory.ts';
import { isNational } from './territory.ts';

/** What of the journal a supervisor looks for; all of it together. Nothing here names anybody: persons are searched by `personIds` that a search made itself. */
export interface Criteria {
  readonly helper?: string | undefined;
  readonly organisation?: string | undefined;
  readonly territory?: string | undefined;
  readonly procedure?: Procedure | undefined;
  readonly client?: string | undefined;
  readonly event?: EventName | undefined;
  readonly outcome?: Outcome | undefined;
  readonly refusal?: string | undefined;
  readonly mandate?: string | undefined;
  readonly use?: string | undefined;
  /** Days, in Paris, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Whether it was done, or refused. */
export const outcomes = ['done', 'refused'] as const;

export type Outcome = (typeof outcomes)[number];

/** The names of the criteria, as addresses carry them. */
export const criteriaNames = [
  ...(['helper', 'organisation', 'territory', 'procedure', 'client', 'event', 'outcome', 'refusal', 'mandate', 'use'] as const),
  ...(['from', 'to'] as const),
] as const satisfies readonly (keyof Criteria)[];

/** The criteria as the query of an address that another supervisor may be given: it names nobody. */
export function queryOf(criteria: Criteria): string {
  const given = criteriaNames.flatMap((name) => (criteria[name] === undefined ? [] : [[name, criteria[name]]]));
  return new URLSearchParams(given).toString();
}

/** The territories a search is about: those of the supervisor, or the one asked for if it is among them. Null: the whole country. */
export function territoriesOf(reach: Reach, { territory }: Criteria): readonly string[] | null {
  if (territory === undefined) return isNational(reach) ? null : reach.territories;
  return isNational(reach) || reach.territories.includes(territory) ? [territory] : [];
}
