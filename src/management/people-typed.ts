/** Somebody as typed on a line. */
export interface TypedPerson {
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
}

/** How many one may invite at once. */
export const mostAtOnce = 50;

/** The people of a list, one a line, `given name ; family name ; address` (a spreadsheet's tab will do), and the numbers of the lines that say something else. */
export function readPeople(text: string): { readonly people: readonly TypedPerson[]; readonly wrong: readonly number[] } {
  const lines = text.split(/\r?\n/).map((line, index) => ({ number: index + 1, person: readPerson(line), isEmpty: line.trim() === '' }));
  const people = lines.flatMap(({ person }) => person ?? []);
  const firsts = people.filter(({ email }, index) => people.findIndex((other) => other.email === email) === index);
  return { people: firsts, wrong: lines.filter(({ person, isEmpty }) => !person && !isEmpty).map(({ number }) => number) };
}

function readPerson(line: string): TypedPerson | null {
  const [givenName = '', familyName = '', email = '', ...more] = line.split(/[;\t]/).map((cell) => cell.trim());
  if (more.some((cell) => cell !== '') || !isName(givenName) || !isName(familyName) || !isAddress(email)) return null;
  return { givenName, familyName, email: email.toLowerCase() };
}

/** Names of people have letters; a formula of a spreadsheet is no name. */
function isName(text: string): boolean {
  return text.length <= 100 && /^\p{L}[\p{L}\p{M}’' .-]*$/u.test(text);
}

function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@;<>()",]+@[^\s@;<>()",]+\.[^\s@;<>()",]+$/.test(text);
}
