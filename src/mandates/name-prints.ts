import { namesOf, type PivotIdentity, wordsOf } from '../people/person.ts';
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

/** What a search looks for among these fingerprints; null when nothing is looked for. */
export function searchPrints(vault: Vault, organisationId: string, search = ''): Buffer[] | null {
  const words = [...new Set(wordsOf(search).map((word) => word.slice(0, longest)))];
  return words.length === 0 ? null : words.map((word) => print(vault, organisationId, word));
}

function print(vault: Vault, organisationId: string, beginning: string): Buffer {
  return vault.fingerprint('name', `${organisationId}\0${beginning}`).subarray(0, 16);
}
