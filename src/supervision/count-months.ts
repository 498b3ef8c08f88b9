import { after, hour } from '../clock.ts';
import { atomically, type WorkNeeds } from '../db/database.ts';
import * as store from './statistics-store.ts';

/** Counts the months that are over and were not counted, one a transaction; of several instances, one counts. Returns how many. */
export async function countMonths(needs: WorkNeeds): Promise<number> {
  for (let counted = 0; counted < 24; counted += 1) {
    const month = await store.findUncounted(needs.db, after(needs.clock.now(), -hour)); // what the month’s last minutes wrote is there by then
    if (month === undefined) return counted;
    await atomically(needs, async (work) => {
      if (await store.insertMonth(work.tx, month, work.at)) await store.insertCounts(work.tx, month);
    });
  }
  return 24;
}
