import { readNumbers } from './guard-store.ts';
import type { Hole } from './holes.ts';
import type { Session } from './sequencer-store.ts';
import type { Standing } from './standing.ts';
import { firstOf } from './volumes.ts';

export interface Guard {
  /** Entries found outside the tree since this leader leads. */
  readonly orphans: number;
  /** Looks at the next slice when one is due. The standing it returns asks for what was found, so that the next round adds it. */
  tend(session: Session, standing: Standing): Promise<Standing>;
}

/** The most numbers looked at between two rounds. */
const slice = 50_000n;

/**
 * The fourth guard: now and then goes over all numbers below the head, a slice between two rounds, and looks for entries that no tile
 * holds and nobody waits for. There should be none; late integration is always allowed, so what is found is simply added, and said.
 */
export function openGuard({ every, onFound }: { readonly every: number; readonly onFound: (ids: readonly bigint[]) => void }): Guard {
  let orphans = 0;
  let due = performance.now() + every / 6;
  let pass: { after: bigint; readonly upTo: bigint } | null = null;
  return {
    get orphans() {
      return orphans;
    },
    tend: async (session, standing) => {
      if (!pass && performance.now() < due) return standing;
      const { after, upTo } = (pass ??= { after: BigInt(firstOf(standing.volume)) - 1n, upTo: standing.hi });
      const end = after + slice < upTo ? after + slice : upTo;
      const found = await orphansBetween(session, standing, { after, upTo: end });
      pass = end < upTo ? { after: end, upTo } : null;
      if (!pass) due = performance.now() + every;
      if (found.length === 0) return standing;
      orphans += found.length;
      onFound(found);
      return { ...standing, holes: withNumbers(standing.holes, found) };
    },
  };
}

async function orphansBetween(
  session: Session,
  { holes }: Standing,
  range: { readonly after: bigint; readonly upTo: bigint },
): Promise<bigint[]> {
  const { written, integrated } = await readNumbers(session, range);
  return written.filter((id) => !integrated.has(id) && !holes.some(({ first, last }) => first <= id && id <= last));
}

/** Holes ascend. Nobody is writing an entry that was read: its hole need not be kept once it was looked into. */
function withNumbers(holes: readonly Hole[], ids: readonly bigint[]): Hole[] {
  return [...holes, ...ids.map((id) => ({ first: id, last: id, barrier: 0n }))].sort((one, other) => (one.first < other.first ? -1 : 1));
}
