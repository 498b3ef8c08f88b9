import { atomically, type WorkNeeds } from '../db/database.ts';
import { findEndOf, findStretch, moveReader } from '../journal/reader-store.ts';
import { addCounts } from './figure-store.ts';

const reader = 'territory_figures';
const entriesAtOnce = 50_000;

/** Counts what the journal gained, each entry once, whichever instances do it: the count and the place of the reader commit together. */
export async function countFigures(needs: WorkNeeds, { stretches = 10 }: { readonly stretches?: number } = {}): Promise<number> {
  for (let n = 0; n < stretches; n += 1) {
    const stretch = await findStretch(needs.db, reader);
    if (BigInt(stretch.from) >= BigInt(stretch.upTo)) return n;
    const upTo = await findEndOf(needs.db, stretch, entriesAtOnce);
    const isCounted = await atomically(needs, async ({ tx }) => {
      if (!(await moveReader(tx, { name: reader, from: stretch.from, to: upTo }))) return false;
      await addCounts(tx, { from: stretch.from, upTo });
      return true;
    });
    if (!isCounted) return n; // another instance is at it
  }
  return stretches;
}
