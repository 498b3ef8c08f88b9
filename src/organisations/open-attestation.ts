import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { openForSubject } from '../journal/subject-keys.ts';
import type { Helper } from './helper.ts';
import { findHelper } from './store.ts';
import { type AttestationType, attestationContext } from './training.ts';
import { findTraining } from './training-store.ts';

/** The file of an attestation, for the operator who decides of it; the look is recorded with the helper's entries. */
export async function openAttestation(
  work: Work,
  { id, operator }: { readonly id: string; readonly operator: Helper },
): Promise<{ readonly mediaType: AttestationType; readonly file: Buffer }> {
  const training = await findTraining(work.tx, id);
  const helper = training && (await findHelper(work.tx, training.helperId));
  if (!helper) throw new Refusal('training_unknown');
  const sealed = { subjectRef: helper.subjectRef, context: attestationContext(id), value: training.file };
  const file = await openForSubject(work.tx, work.vault, sealed);
  if (file === null) throw new Refusal('training_unknown');
  await append(work, { event: 'training_opened', helper, details: { by: operator.id, training: id } });
  return { mediaType: training.mediaType, file: Buffer.from(file, 'base64') };
}
