import { openSealed } from '../journal/subject-keys.ts';
import type { Vault } from '../vault.ts';
import { fullName, identityContext, matchesName, type Person, type PivotIdentity } from './person.ts';

/** What another room's query selects of a person, beside its own columns. */
export const personColumns =
  'people.id as person_id, people.subject_ref, people.identity, people.language as person_language, subject_keys.wrapped_dek';

/** Joins the persons whose key is not destroyed, by the column given. */
export function joinPerson(column: string): string {
  return `join people on people.id = ${column}
       join journal.subject_keys as subject_keys on subject_keys.subject_ref = people.subject_ref and subject_keys.wrapped_dek is not null`;
}

export interface PersonRow {
  readonly person_id: string;
  readonly subject_ref: string;
  readonly identity: Buffer;
  readonly person_language: string;
  readonly wrapped_dek: Buffer;
}

/** The person in a row that selected `personColumns`. */
export function personIn(vault: Vault, row: PersonRow): Person {
  const text = openSealed(vault, {
    subjectRef: row.subject_ref,
    wrapped: row.wrapped_dek,
    context: identityContext(row.person_id),
    value: row.identity,
  });
  return { id: row.person_id, subjectRef: row.subject_ref, language: row.person_language, identity: JSON.parse(text) as PivotIdentity }; // sealed by us
}

/** Of what a search finds, at most so many are opened to be put in order. */
const most = 100;

export interface Paged {
  readonly search?: string;
  readonly limit: number;
  readonly offset?: number;
}

/** What the database is asked for: one page, or all that a search finds. */
export function rowsFor({ search, limit, offset = 0 }: Paged): { limit: number; offset: number } {
  return search ? { limit: most, offset: 0 } : { limit, offset };
}

/** Those whose name matches, in the order of names; all of them when nothing is looked for. */
export function searched<Line extends { readonly person: Person }>(lines: Line[], { search, limit, offset = 0 }: Paged): Line[] {
  if (!search) return lines;
  return lines
    .filter(({ person }) => matchesName(person.identity, search))
    .sort((one, other) => fullName(one.person.identity).localeCompare(fullName(other.person.identity), 'fr'))
    .slice(offset, offset + limit);
}
