import { inPlainLetters } from './letters.ts';

/** What FranceConnect says of somebody. Dates may be partial (`1950-00-00`); the place is a COG code, only for people born in France. */
export interface PivotIdentity {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthdate: string;
  readonly gender: string;
  readonly birthplace: string;
  readonly birthcountry: string;
  readonly preferredUsername?: string;
  readonly email?: string;
  readonly phoneNumber?: string;
}

export interface Person {
  readonly id: string;
  readonly subjectRef: string;
  readonly identity: PivotIdentity;
  readonly language: string;
}

/** Can be, or may be, under 18 at `at`: of a partial date, the youngest reading counts. */
export function isMinor({ birthdate }: Pick<PivotIdentity, 'birthdate'>, at: Date): boolean {
  const [year = 0, month = 0, day = 0] = birthdate.split('-').map(Number);
  const adultFrom = new Date(Date.UTC(year + 18, (month || 12) - 1, day || daysIn(year, month || 12)));
  return at < adultFrom;
}

/** The helper in front of the person may not be the person: same mailbox, or same first given name and family name. */
export function isSamePerson(
  person: PivotIdentity,
  helper: { readonly email: string; readonly givenName: string; readonly familyName: string },
): boolean {
  if (person.email && written(person.email) === written(helper.email)) return true;
  return (
    normal(person.familyName) === normal(helper.familyName) && normal(firstName(person.givenName)) === normal(firstName(helper.givenName))
  );
}

/** How a person is named on a page: given names, then family name (and the name of use when there is one). */
export function fullName({ givenName, familyName, preferredUsername }: PivotIdentity): string {
  return preferredUsername && normal(preferredUsername) !== normal(familyName)
    ? `${givenName} ${preferredUsername} (${familyName})`
    : `${givenName} ${familyName}`;
}

/** Whether each word looked for begins one of the person's names, whatever its accents and case, and the letters it is written with. */
export function matchesName(identity: PivotIdentity, search: string): boolean {
  const names = namesOf(identity);
  return wordsOf(search).every((word) => names.some((name) => name.startsWith(word)));
}

/** The names a person is found by, one word each, without accents or case, in the letters that any keyboard here has. */
export function namesOf({ givenName, familyName, preferredUsername = '' }: PivotIdentity): string[] {
  return wordsOf(`${givenName} ${familyName} ${preferredUsername}`);
}

/** Names as they are compared when they must be the same: each word, in order, without accents or case. */
export function namesInOrder(names: string): string {
  return split(names, written).join(' ');
}

/** The words of a search, written as `namesOf` writes names; each once. */
export function wordsOf(text: string): string[] {
  return [...new Set(split(text, normal))];
}

/** The same in the letters they were written with: without accents or case only. */
export function writtenWordsOf(text: string): string[] {
  return [...new Set(split(text, written))];
}

function split(text: string, form: (word: string) => string): string[] {
  return text
    .split(/[\s-]+/)
    .map(form)
    .filter((word) => word !== '');
}

function firstName(givenNames: string): string {
  return givenNames.split(' ')[0] ?? '';
}

function normal(text: string): string {
  return inPlainLetters(written(text));
}

function written(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[^\p{L}\p{N}@.]/gu, '')
    .toLowerCase();
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Where a sealed identity lies: it opens nowhere else. */
export function identityContext(personId: string): string {
  return `person/${personId}/identity`;
}
