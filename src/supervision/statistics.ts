import { type Procedure, procedureCodes } from '../mandates/procedures.ts';
import type { Count, Measure } from './statistics-store.ts';
import { type Cell, tellOne, tellParts } from './suppression.ts';

/** What is told, null where it is about too few. */
export interface Statistics {
  /** The latest first; each stands alone, and no sum of several is told: what is hidden in one is not found from another. */
  readonly months: readonly { readonly month: string; readonly told: Readonly<Record<Measure, number | null>> }[];
  /** Of one of the months, the uses by procedure. */
  readonly month: string | null;
  readonly procedures: readonly { readonly procedure: Procedure; readonly uses: number | null }[];
}

const none: Cell = { count: 0, others: 0 };

/** What may be told of what was counted; by procedure, of the month asked for, or the latest. */
export function statisticsOf(months: readonly string[], counts: readonly Count[], asked?: string): Statistics {
  const month = months.find((one) => one === asked) ?? months[0] ?? null;
  const cell = (of: string | null, measure: Measure, procedure = ''): Cell =>
    counts.find((one) => one.month === of && one.measure === measure && one.procedure === procedure) ?? none;
  const parts = tellParts(procedureCodes.map((procedure) => cell(month, 'uses', procedure)));
  return {
    months: months.map((one) => ({
      month: one,
      told: { mandates: tellOne(cell(one, 'mandates')), people: tellOne(cell(one, 'people')), uses: tellOne(cell(one, 'uses')) },
    })),
    month,
    procedures: procedureCodes.map((procedure, index) => ({ procedure, uses: parts[index] ?? null })),
  };
}
