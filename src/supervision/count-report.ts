import type { WorkNeeds } from '../db/database.ts';
import type { EventName } from '../journal/events.ts';
import { eachFound } from './each-found.ts';
import * as store from './export-store.ts';
import type { Question } from './search-plan.ts';
import type { Taking } from './take-export.ts';

/** What an export counts, and nobody's name. */
export interface ReportFigures {
  readonly lines: number;
  /** When the first and the last of it happened. */
  readonly from: Date | null;
  readonly to: Date | null;
  readonly organisations: number;
  readonly helpers: number;
  readonly mandates: number;
  readonly events: readonly (readonly [EventName, number])[];
  readonly refusals: readonly (readonly [string, number])[];
}

/** What a report counts, for as long as somebody waits for it. */
export interface Counting {
  readonly question: Question;
  readonly signal: AbortSignal;
}

/** Counts all that an export finds, some entries at a time. Throws once nobody waits. */
export async function countReport({ db }: WorkNeeds, { kept }: Taking, { question, signal }: Counting): Promise<ReportFigures> {
  const [events, refusals] = [new Map<EventName, number>(), new Map<string, number>()];
  const [organisations, helpers, mandates] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let [lines, from, to]: [number, Date | null, Date | null] = [0, null, null];
  for await (const entries of eachFound(db, question, kept.upto)) {
    signal.throwIfAborted();
    for (const { event, refusal, organisationId, helperId, mandateId, at } of entries) {
      events.set(event, (events.get(event) ?? 0) + 1);
      if (refusal) refusals.set(refusal, (refusals.get(refusal) ?? 0) + 1);
      if (organisationId) organisations.add(organisationId);
      if (helperId) helpers.add(helperId);
      if (mandateId) mandates.add(mandateId);
      if (from === null || at < from) from = at;
      if (to === null || at > to) to = at;
    }
    await store.setLines(db, kept.id, (lines += entries.length));
  }
  const sizes = { organisations: organisations.size, helpers: helpers.size, mandates: mandates.size };
  return { lines, from, to, ...sizes, events: mostFirst(events), refusals: mostFirst(refusals) };
}

function mostFirst<Name>(counts: ReadonlyMap<Name, number>): (readonly [Name, number])[] {
  return [...counts].sort(([, one], [, other]) => other - one);
}
