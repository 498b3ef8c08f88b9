import type { Db, WorkNeeds } from '../db/database.ts';
import { resealColumn, type SealedColumn } from '../db/reseal-store.ts';
import { appendAlone } from '../journal/append.ts';
import { sealedColumns } from './sealed-columns.ts';

/**
 * Seals again, with the first master key of the vault, all that the others sealed, while the service runs with the same keys. Goes over
 * it until nothing is left, so that the former key can be taken away; interrupted, it goes on where it stopped. Recorded once it is done.
 */
export async function rotateMasterKey(
  needs: WorkNeeds & { readonly owner: Db },
  onProgress: (done: number, table: string) => void = () => undefined,
): Promise<number> {
  let all = 0;
  for (let left = -1; left !== 0;) {
    left = 0;
    for (const column of sealedColumns) left += await resealAll(needs, column, onProgress);
    all += left;
  }
  if (all > 0) await appendAlone(needs, { event: 'master_key_rotated', details: { resealed: all } });
  return all;
}

async function resealAll(
  { owner, vault }: WorkNeeds & { readonly owner: Db },
  column: SealedColumn,
  onProgress: (done: number, table: string) => void,
): Promise<number> {
  let done = 0;
  for await (const { resealed } of resealColumn(owner, vault, column)) {
    done += resealed;
    if (resealed > 0) onProgress(done, column.table);
  }
  return done;
}
