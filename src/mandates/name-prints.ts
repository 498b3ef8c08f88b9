import { namesOf, type PivotIdentity, wordsOf, writtenWordsOf } from '../people/person.ts';
import type { Vault } from '../vault.ts';

/** Beginnings longer than this are found by their first letters; the rest is compared once the names are open. */
const longest = 12;

/**
 * Names are sealed, so the database cannot search them. It keeps keyed fingerprints of their beginnings instead, other ones in each
 * organisation: who reads the table learns neither names nor that two organisations know the same person.
 */
export function namePrints(vault: Vault, organisationId: string, identity: PivotIdentity): Buffer[] {
  const beginnings = namesOf(identity).flatMap((name) =>
    Array.from({ length: Math.min(name.length, longest) }, (_, index) => name.slice(0, index + 1)),
  );
  return [...new Set(beginnings)].map((beginning) => print(vault, organisationId, beginning));
}

/** What a search looks for among these fingerprints: whoever has all of the one, or all of the other. */
export interface SearchPrints {
  /** Null when nothing is looked for. */
  readonly prints: Buffer[] | null;
  /** Names printed before letters such as Đ and Ł were printed as D and L too are found as they were written; empty where it is the same. */
  readonly printsAsWritten: Buffer[];
}

/** What a search looks for, in these names. */
export function searchPrints(vault: Vault, organisationId: string, search = ''): SearchPrints {
  const words = cut(wordsOf(search));
  const asWritten = cut(writtenWordsOf(search));
  const printed = (of: readonly string[]) => of.map((word) => print(vault, organisationId, word));
  if (words.length === 0) return { prints: null, printsAsWritten: [] };
  return { prints: printed(words), printsAsWritten: words.join() === asWritten.join() ? [] : printed(asWritten) };
}

function cut(words: readonly string[]): string[] {
  return [...new Set(words.map((word) => word.slice(0, longest)))];
}

/** In a query about mandates: of whom the search is for. `searchPrints` binds it. */
export const isOfNamed = `(:prints::bytea[] is null or mandates.person_id in (
              select person_id from name_prints where print = any(:prints::bytea[])
               group by person_id having count(*) = cardinality(:prints::bytea[])
               union all
              select person_id from name_prints where print = any(:printsAsWritten::bytea[])
               group by person_id having count(*) = cardinality(:printsAsWritten::bytea[])))`;

function print(vault: Vault, organisationId: string, beginning: string): Buffer {
  return vault.fingerprint('name', `${organisationId}\0${beginning}`).subarray(0, 16);
}
