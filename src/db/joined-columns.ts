/** A table's columns, each under a prefix, so that several tables can be selected in one row. */
export function prefixed(prefix: string, columns: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [`${prefix}_${name}`, column]));
}

/** The same, as SQL says it. */
export function selecting(columns: Readonly<Record<string, string>>): string {
  return Object.entries(columns)
    .map(([name, column]) => `${column} as "${name}"`)
    .join(', ');
}

/** What was selected of one table, out of a row that holds several. */
export function taken(prefix: string, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const own = Object.entries(row).filter(([name]) => name.startsWith(`${prefix}_`));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length + 1), value]));
}
