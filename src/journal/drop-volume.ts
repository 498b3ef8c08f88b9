import type { Db, Tx, Work } from '../db/database.ts';
import { append } from './append.ts';
import { type Closing, dropVolume as drop, listClosings, listDueVolumes } from './closing-store.ts';
import { findCheckpointOf } from './tree-store.ts';

/** Which volumes need not be kept, and what must be there for good before one goes. */
export interface Dropping {
  /** A volume that was closed later is kept. */
  readonly horizon: Date;
  /** How many witnesses must have cosigned how it ended. */
  readonly cosignaturesNeeded: number;
}

/**
 * Drops the oldest volume whose entries need not be kept any more: closed before the horizon, and nobody it speaks of is kept. How it ended
 * stays, with its cosigned checkpoint. Null when none is due; throws the sentence when something is in the way of the one that is. Only a
 * login that owns the tables may. Called last.
 */
export async function dropDueVolume(work: Work, { horizon, cosignaturesNeeded }: Dropping): Promise<Closing | null> {
  const [due] = await listDueVolumes(work.tx, horizon);
  if (!due) return null;
  const hindrance = await hindranceOf(work.tx, due, { cosignaturesNeeded });
  if (hindrance !== null) throw new Error(hindrance);
  await drop(work.tx, { volume: due.volume, at: work.at });
  const kept = { origin: due.origin, entries: due.size, root: due.root.toString('base64') };
  await append(work, { event: 'journal_dropped', kept });
  return due;
}

/** Why a volume that need not be kept is kept still, in a sentence: what would vouch for it is not there. Null when nothing is in the way. */
export async function hindranceOf(
  db: Db | Tx,
  { volume, origin, size }: Closing,
  { cosignaturesNeeded: needed }: Pick<Dropping, 'cosignaturesNeeded'>,
): Promise<string | null> {
  const final = await findCheckpointOf(db, volume);
  if (final?.size !== size) return `${origin} is kept: how it ended is not published.`;
  if (final.cosignatures < needed)
    return `${origin} is kept: ${String(final.cosignatures)} witnesses cosigned how it ended, the policy asks for ${String(needed)}.`;
  const isNextClosed = (await listClosings(db)).some((closing) => closing.volume === volume + 1);
  return isNextClosed ? null : `${origin} is kept: the volume after it, which vouches for how it ended, is not closed.`;
}
