/** A number that must not be told when it is about too few. */
export interface Cell {
  readonly count: number;
  /** Without the organisation that has most of it: what that one learns by taking its own away. The count itself when nobody can. */
  readonly others: number;
}

/** Nothing is said of fewer than ten. */
export const least = 10;

/** A number, unless it is about too few. */
export function tellOne(cell: Cell): number | null {
  return isTooFew(cell) ? null : cell.count;
}

/**
 * What may be told of cells whose total is told too: null in place of a number that is about too few. A hidden number must not be found by
 * subtraction either: two at least are hidden, and together they are ten at least; the smallest of the others hide them.
 */
export function tellParts(cells: readonly Cell[]): (number | null)[] {
  const hidden = new Set(cells.flatMap((cell, index) => (isTooFew(cell) ? [index] : [])));
  const bySize = cells.map(({ count }, index) => ({ count, index })).sort((one, other) => one.count - other.count);
  for (const { index } of bySize) {
    if (hidden.size === 0 || isSafe(cells, hidden)) break;
    hidden.add(index);
  }
  return cells.map(({ count }, index) => (hidden.has(index) ? null : count));
}

function isTooFew({ count, others }: Cell): boolean {
  return count < least || others < least;
}

function isSafe(cells: readonly Cell[], hidden: ReadonlySet<number>): boolean {
  return hidden.size > 1 && sum(cells, hidden, 'count') >= least && sum(cells, hidden, 'others') >= least;
}

function sum(cells: readonly Cell[], of: ReadonlySet<number>, what: keyof Cell): number {
  return [...of].reduce((total, index) => total + (cells[index]?.[what] ?? 0), 0);
}
