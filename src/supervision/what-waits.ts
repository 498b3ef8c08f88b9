import type { CasesWaiting } from '../cases/case.ts';
import { type CasesWanted, countCasesWithin } from '../cases/list-store.ts';
import type { Db } from '../db/database.ts';
import { countToReview } from './sample-store.ts';
import type { Supervising } from './supervising.ts';

/** Something that waits for a supervisor: how many, counted up to a bound, and where they are. */
export interface Waits {
  readonly what: 'mine' | 'second' | 'appeal' | 'nobody' | 'samples';
  readonly count: number;
  /** Whether there are more than were counted. */
  readonly isMore: boolean;
  readonly href: string;
}

/** Beyond so many, it is said that there are more. */
const mostCounted = 100;

/** What waits for a supervisor in their territories, without what does not: each line counts what its address lists. */
export async function whatWaits(db: Db, { helper, territories }: Supervising): Promise<Waits[]> {
  const count = (more: Partial<CasesWanted>) => countCasesWithin(db, { territories, isClosed: false, ...more }, mostCounted + 1);
  const waiting = (what: CasesWaiting) => count({ waiting: { for: what, me: helper.id } });
  const counted = {
    mine: await count({ assignedTo: helper.id }),
    second: await waiting('second'),
    appeal: await waiting('appeal'),
    nobody: await waiting('nobody'),
    samples: await countToReview(db, { territories }, mostCounted + 1),
  };
  return places.flatMap(({ what, href }) => {
    const n = counted[what];
    return n === 0 ? [] : [{ what, href, count: Math.min(n, mostCounted), isMore: n > mostCounted }];
  });
}

const places = [
  { what: 'mine', href: '/supervision/cases?mine=yes' },
  { what: 'second', href: '/supervision/cases?waiting=second' },
  { what: 'appeal', href: '/supervision/cases?waiting=appeal' },
  { what: 'nobody', href: '/supervision/cases?waiting=nobody' },
  { what: 'samples', href: '/supervision/samples' },
] as const;
