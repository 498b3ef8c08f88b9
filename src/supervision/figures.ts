import { after, day } from '../clock.ts';
import type { Db } from '../db/database.ts';
import { type Counted, findTimeToStop, type FigureQuestion, listFigures, listStandings, type TimeToStop } from './figure-store.ts';
import { least, tellOne, tellParts } from './suppression.ts';
import type { Reach } from './territory.ts';

/** A number as it may be told: null where it is about too few. */
export interface Told {
  readonly key: string;
  readonly count: number | null;
}

export interface Figures {
  readonly usesByProcedure: readonly Told[];
  readonly usesByTerritory: readonly Told[];
  readonly usesByWeek: readonly Told[];
  readonly refusals: readonly Told[];
  readonly endings: readonly Told[];
  readonly standings: readonly Told[];
  /** Null while fewer than ten were told. */
  readonly timeToStop: TimeToStop | null;
}

/** What happened in a supervisor's territories over so many days, in numbers, none under ten: where one is hidden, it is not found from the others. */
export async function figuresOf(db: Db, reach: Reach, { at, days }: { readonly at: Date; readonly days: number }): Promise<Figures> {
  const from = after(at, -days * day);
  const since = from.toISOString().slice(0, 10);
  const ask = (question: Omit<FigureQuestion, 'since'>) => listFigures(db, reach, { ...question, since });
  const [procedures, territories, weeks, refusals, endings, standings, stop] = await Promise.all([
    ask({ measure: 'uses', by: 'key' }),
    ask({ measure: 'uses', by: 'territory' }),
    ask({ measure: 'uses', by: 'week' }),
    ask({ measure: 'refusals', by: 'key' }),
    ask({ measure: 'endings', by: 'key' }),
    listStandings(db, reach, { at, soon: after(at, 60 * day) }),
    findTimeToStop(db, reach, from),
  ]);
  return {
    ...{ usesByProcedure: parts(procedures), usesByTerritory: parts(territories), usesByWeek: parts(weeks) },
    ...{ refusals: alone(refusals), endings: alone(endings), standings: parts(standings) },
    timeToStop: stop.told < least ? null : stop,
  };
}

/** Cuts of one whole: hidden together, so that none is found by subtraction. */
function parts(counted: readonly Counted[]): Told[] {
  const told = tellParts(counted.map(cellOf));
  return counted.map(({ key }, place) => ({ key, count: told[place] ?? null }));
}

/** Numbers whose sum is told nowhere. */
function alone(counted: readonly Counted[]): Told[] {
  return counted.map((one) => ({ key: one.key, count: tellOne(cellOf(one)) }));
}

/** A supervisor is of no organisation: they have no number of their own to take away. */
function cellOf({ count }: Counted) {
  return { count, others: count };
}
