import type { Db, Tx } from '../db/database.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { listClosings } from './closing-store.ts';
import { splitNote } from './note.ts';
import { findCheckpoint, findCheckpointOf, type PublishedCheckpoint } from './tree-store.ts';

/** The last published checkpoint of an origin of this journal, of the volume under way if none is named. Throws a sentence where there is none. */
export async function requireCheckpoint(db: Db | Tx, origin?: string): Promise<PublishedCheckpoint> {
  const last = await findCheckpoint(db);
  if (!last) throw new Error('The journal has no published checkpoint yet.');
  const { origin: current } = parseCheckpoint(splitNote(last.note).text);
  if (origin === undefined || origin === current) return last;
  const closing = (await listClosings(db)).find((one) => one.origin === origin);
  const checkpoint = closing && (await findCheckpointOf(db, closing.volume));
  if (!checkpoint) throw new Error(`There is nothing of ${origin} here; this journal is ${current}.`);
  if (closing.droppedAt) throw new Error(`The entries of ${origin} need not be kept any more, and are gone.`);
  return checkpoint;
}
