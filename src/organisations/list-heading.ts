/** Which cell of each line says what, and how many there are. */
export interface Columns {
  readonly givenName: number;
  readonly familyName: number;
  readonly email: number;
  readonly count: number;
}

/** The columns that the first line of a list names, in French or English; other columns may be among them. Null: it is no heading; `unclear`: one of the three is not named, or named twice. */
export function columnsOf(cells: readonly string[]): Columns | 'unclear' | null {
  const titles = cells.map(plain);
  if (!titles.some((title) => mention.test(title)) || cells.some((cell) => /^[^\s@]+@\S+$/.test(cell))) return null;
  const named = placeOf(titles, emailTitle);
  const email = named === -1 ? placeOf(titles, /^(adresse|address)$/) : named; // beside an e-mail, an address is of a street
  const columns = { givenName: placeOf(titles, givenTitle), familyName: placeOf(titles, familyTitle), email, count: cells.length };
  return Math.min(columns.givenName, columns.familyName, email) < 0 ? 'unclear' : columns;
}

const givenTitle = /^(prenoms?|given( ?names?)?|first( ?names?)?|forenames?)( usuel| d usage)?( de l aidante?)?$/;
const familyTitle = /^(noms?|family( ?names?)?|last( ?names?)?|surnames?)( de famille| usuel| d usage)?( de l aidante?)?$/;
const emailTitle = /\b(courriel|e ?mail|mail|mel)\b|^adresse electronique/;
const mention = /\b((pre)?noms?|(first|last|fore|sur)?names?|given|first|courriel|e ?mail)\b/;

/** Where the one title of this kind is: -1 for none, -2 for several. */
function placeOf(titles: readonly string[], kind: RegExp): number {
  const place = titles.findIndex((title) => kind.test(title));
  return place === titles.findLastIndex((title) => kind.test(title)) ? place : -2;
}

/** A title without what may vary: capitals, accents, signs, a remark in brackets. What is or would be an address is no title. */
function plain(cell: string): string {
  const title = cell.replaceAll(/\([^()]*\)/g, '');
  if (title.includes('@')) return '';
  const letters = title.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return letters.replaceAll(/[^a-z0-9]+/g, ' ').trim();
}
