/** Keeps the rows whose text has each of the words looked for, anywhere in it; all of them when nothing is. */
export function havingEachWord(query: { whereRaw(condition: string, bindings: string[]): unknown }, text: string, search: string): void {
  for (const word of search.split(/\s+/).filter((one) => one !== '')) query.whereRaw(`(${text}) ilike ?`, [`%${escaped(word)}%`]);
}

/** What is looked for is text, not a pattern. */
function escaped(word: string): string {
  return word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
