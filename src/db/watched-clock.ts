import { type Clock, minute, systemClock } from '../clock.ts';
import { Refusal } from '../errors.ts';
import type { Db } from './database.ts';

/** A clock that is held against the database's. */
export interface WatchedClock extends Clock {
  /** Asks the database for the time; what it does not answer changes nothing. */
  compare(): Promise<void>;
}

/** How far the machine's clock and the database's may be apart. */
const tolerance = 5 * minute;

/**
 * The machine's clock as long as it agrees with the database's: nothing is decided or recorded as of an instant that several instances
 * would not share. Where they do not agree it refuses with `journal_unavailable`, until they do. Between two comparisons a clock that is set
 * is noticed by the one that only runs. Throws one sentence when they disagree from the beginning.
 */
export async function watchClock(db: Db, clock: Clock = systemClock): Promise<WatchedClock> {
  let { ahead, sinceStart } = await compared(db, clock);
  if (Math.abs(ahead) > tolerance)
    throw new Error(`This machine's clock is ${inWords(ahead)} the database's: set right the one that is wrong.`);
  const compare = async (): Promise<void> => {
    ({ ahead, sinceStart } = await compared(db, clock).catch(() => ({ ahead, sinceStart })));
  };
  return {
    compare,
    now: () => {
      const at = clock.now();
      const moved = at.getTime() - performance.now() - sinceStart;
      if (Math.abs(ahead + moved) <= tolerance) return at;
      void compare();
      throw new Refusal('journal_unavailable', { cause: new Error(`the machine's clock is ${inWords(ahead + moved)} the database's`) });
    },
  };
}

/** By how much the machine is ahead, and its time less that of the clock that only runs. */
async function compared(db: Db, clock: Clock): Promise<{ ahead: number; sinceStart: number }> {
  const asked = performance.now();
  const { rows } = await db.raw<{ rows: [{ at: Date }] }>('select clock_timestamp() as at');
  const answered = performance.now();
  const at = clock.now().getTime();
  return { ahead: at - (answered - asked) / 2 - rows[0].at.getTime(), sinceStart: at - answered };
}

function inWords(ahead: number): string {
  return `${String(Math.round(Math.abs(ahead) / 1_000))} seconds ${ahead > 0 ? 'ahead of' : 'behind'}`;
}
