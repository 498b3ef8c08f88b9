import { createHash, randomUUID } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { sealForSubject } from '../journal/subject-keys.ts';
import type { Helper } from './helper.ts';
import * as store from './training-store.ts';
import { attestationContext, attestationLimit, attestationType } from './training.ts';

export interface RecordedTraining {
  readonly helper: Helper;
  /** The helper, or a manager of theirs. */
  readonly by: Helper;
  readonly organisationId: string;
  readonly body: string;
  readonly trainedOn: string;
  readonly file: Buffer;
}

/**
 * An attestation of training is handed in: the helper is *trained*, and certified once an operator accepts it. Neither the helper nor a
 * manager certifies. The file is sealed with the helper's key; one that waits already gives way.
 */
export async function recordTraining(work: Work, { helper, by, organisationId, body, trainedOn, file }: RecordedTraining): Promise<void> {
  const mediaType = attestationType(file);
  if (!mediaType) throw new Refusal('input_malformed');
  if (file.length > attestationLimit) throw new Refusal('input_too_large');
  if (helper.withdrawnAt) throw new Refusal('helper_suspended');
  const id = randomUUID();
  const fileHash = createHash('sha256').update(file).digest();
  const sealed = await sealForSubject(work, helper.subjectRef, { context: attestationContext(id), plain: file.toString('base64') });
  await store.replaceWaiting(work.tx, helper.id, work.at);
  await store.insertTraining(work.tx, {
    ...{ id, helperId: helper.id, body, trainedOn, mediaType, file: sealed, fileHash, recordedBy: by.id, recordedAt: work.at },
    ...{ decision: null, reason: null, decidedAt: null },
  });
  const details = { by: by.id, body, trainedOn, file: fileHash.toString('hex') };
  await append(work, { event: 'training_recorded', helper, organisationId, details });
}
