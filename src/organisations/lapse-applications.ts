import { atomically, type WorkNeeds } from '../db/database.ts';
import { append } from '../journal/append.ts';
import * as states from './application-state-store.ts';

/** Applications left alone too long end, and who was in them is forgotten. Harmless from several instances at once. */
export function lapseApplications(needs: WorkNeeds): Promise<number> {
  return atomically(needs, async (work) => {
    const lapsed = await states.lockLapsed(work.tx, work.at, 100);
    for (const id of lapsed) {
      await states.setLapsed(work.tx, id, work.at);
      await append(work, { event: 'application_lapsed', details: { application: id } });
    }
    return lapsed.length;
  });
}
