import { atomically, type WorkNeeds } from '../../src/db/database.ts';
import { insertNews } from '../../src/mandates/news-store.ts';
import { printLetter } from '../../src/mandates/print-letter.ts';
import { findMandate } from '../../src/mandates/store.ts';
import type { TestHelper } from './world.ts';

/** A letter that a helper printed for the person of a mandate, and news that wait for the next one. */
export function printedLetter(
  needs: WorkNeeds,
  { helper, mandateId }: { readonly helper: TestHelper; readonly mandateId: string },
): Promise<{ readonly id: string; readonly personId: string }> {
  return atomically(needs, async (work) => {
    const mandate = await findMandate(work.tx, mandateId);
    if (!mandate) throw new Error('no mandate');
    const news = { ...mandate, mandateId, kind: 'used', way: 'letter', happenedAt: work.at, dueAt: work.at } as const;
    await insertNews(work.tx, news);
    const id = await printLetter(work, { helper, organisation: helper.organisation, personId: mandate.personId });
    await insertNews(work.tx, news);
    return { id, personId: mandate.personId };
  });
}
