import { after, day } from '../clock.ts';
import { atomically, type WorkNeeds } from '../db/database.ts';
import { endUsesOfExpired } from './reminder-store.ts';

/** What ended longer ago is no news any more to those it was used with. */
const lateness = 3 * day;
const batch = 200;

/** Ends the uses of mandates that came to their agreed end, each mandate once however many instances look. Returns how many mandates. */
export async function endExpiredUses(needs: WorkNeeds): Promise<number> {
  let [ended, more] = [0, true];
  while (more) {
    const round = await atomically(needs, ({ tx, at }) => endUsesOfExpired(tx, { at, since: after(at, -lateness), limit: batch }));
    ended += round;
    more = round === batch;
  }
  return ended;
}
