import type { Candidate } from '../organisations/application.ts';
import { type FaultyLine, readCandidates } from '../organisations/candidates.ts';

/** How many one may invite at once. */
export const mostAtOnce = 50;

/** The people of a list, each once, and the lines that say something else: read as a list of helpers is when an organisation applies. Null: too long to be read. */
export function readPeople(text: string): { readonly people: readonly Candidate[]; readonly faults: readonly FaultyLine[] } | null {
  const read = readCandidates(text);
  return read && { people: read.candidates, faults: read.faults.filter(({ fault }) => fault !== 'application.helpers.fault.twice') };
}
