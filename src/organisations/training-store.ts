import type { Db, Tx } from '../db/database.ts';
import type { Training } from './training.ts';

const columns = {
  id: 'id',
  helperId: 'helper_id',
  body: 'body',
  mediaType: 'media_type',
  fileHash: 'file_hash',
  recordedBy: 'recorded_by',
  recordedAt: 'recorded_at',
  decision: 'decision',
  reason: 'reason',
  decidedAt: 'decided_at',
} as const;

export async function insertTraining(tx: Tx, training: Training & { readonly file: Buffer }): Promise<void> {
  await tx
    .insert({
      id: training.id,
      helper_id: training.helperId,
      body: training.body,
      trained_on: training.trainedOn,
      media_type: training.mediaType,
      file: training.file,
      file_hash: training.fileHash,
      recorded_by: training.recordedBy,
      recorded_at: training.recordedAt,
    })
    .into('trainings');
}

/** An attestation nobody decided of yet gives way to the next one. */
export async function replaceWaiting(tx: Tx, helperId: string, at: Date): Promise<void> {
  await tx('trainings')
    .where({ helper_id: helperId, decided_at: null })
    .update({ decision: 'refused', reason: 'replaced', decided_at: at });
}

/** Decides of a training that waits; undefined when it is decided already or never was. */
export async function decide(
  tx: Tx,
  id: string,
  decided: { readonly decision: 'accepted' | 'refused'; readonly reason: string | null; readonly by: string; readonly at: Date },
): Promise<{ readonly helperId: string } | undefined> {
  const rows = await tx('trainings')
    .where({ id, decided_at: null })
    .update({ decision: decided.decision, reason: decided.reason, decided_by: decided.by, decided_at: decided.at })
    .returning<{ helper_id: string }[]>(['helper_id']);
  return rows[0] && { helperId: rows[0].helper_id };
}

/** What a helper handed in, the latest first. */
export async function listTrainingsOf(db: Db | Tx, helperId: string): Promise<Training[]> {
  return (await trainings(db).where('helper_id', helperId).orderBy('recorded_at', 'desc').limit(20)) as Training[];
}

/** What waits for an operator, the oldest first. */
export async function listWaiting(db: Db, { limit }: { readonly limit: number }): Promise<Training[]> {
  return (await trainings(db).whereNull('decided_at').orderBy('recorded_at').limit(limit)) as Training[];
}

/** A training and its sealed file. */
export async function findTraining(db: Db | Tx, id: string): Promise<(Training & { readonly file: Buffer }) | undefined> {
  return (await trainings(db).select('file').where('id', id).first()) as (Training & { file: Buffer }) | undefined;
}

/** Days are read as text: a date has no hour to be wrong about. */
function trainings(db: Db | Tx) {
  return db.select({ ...columns, trainedOn: db.raw('trained_on::text') }).from('trainings');
}
