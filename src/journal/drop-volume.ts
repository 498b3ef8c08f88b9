import type { Work } from '../db/database.ts';
import { append } from './append.ts';
import { type Closing, dropVolume as drop, listDueVolumes } from './closing-store.ts';

/**
 * Drops the oldest volume whose entries need not be kept any more: closed before the horizon, and nobody it speaks of is kept. How it ended
 * stays, with its cosigned checkpoint. Null when none is due. Only a login that owns the tables may. Called last.
 */
export async function dropDueVolume(work: Work, horizon: Date): Promise<Closing | null> {
  const [due] = await listDueVolumes(work.tx, horizon);
  if (!due) return null;
  await drop(work.tx, { volume: due.volume, at: work.at });
  const kept = { origin: due.origin, entries: due.size, root: due.root.toString('base64') };
  await append(work, { event: 'journal_dropped', kept });
  return due;
}
