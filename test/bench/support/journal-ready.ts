import type { Db } from '../../../src/db/database.ts';
import { statement } from '../../../src/db/statement.ts';
import { exampleLeaf } from './journal-leaf.ts';
import { refOf } from './journal-stage.ts';

const insert = statement(
  `insert into journal.entries (at, event, mandate_ref, mandate_n, leaf)
   select at, 'mandate_used', ref, 1, substring(:leaves::bytea from ((place - 1) * :length::int + 1)::int for :length::int)
     from unnest(:ats::timestamptz[], :refs::uuid[]) with ordinality as given (at, ref, place)`,
);

/** Writes entries whose text is ready as `gather` does: two transactions at a time, and whatever is asked meanwhile goes with the next. */
export function openReady(db: Db): (turn: number) => Promise<void> {
  const waiting: { readonly turn: number; readonly resolve: () => void; readonly reject: (cause: unknown) => void }[] = [];
  let writing = 0;
  const next = (): void => {
    if (writing >= 2 || waiting.length === 0) return;
    const batch = waiting.splice(0, 256);
    writing++;
    void write(
      db,
      batch.map(({ turn }) => turn),
    )
      .then(
        () => batch.forEach(({ resolve }) => resolve()),
        (cause: unknown) => batch.forEach(({ reject }) => reject(cause)),
      )
      .finally(() => {
        writing--;
        next();
      });
  };
  return (turn) =>
    new Promise((resolve, reject) => {
      waiting.push({ turn, resolve, reject });
      next();
    });
}

async function write(db: Db, turns: readonly number[]): Promise<void> {
  await insert(db, {
    ats: turns.map(() => new Date().toISOString()),
    refs: turns.map(refOf),
    leaves: Buffer.concat(turns.map(() => exampleLeaf)),
    length: exampleLeaf.length,
  });
}
