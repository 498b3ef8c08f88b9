import { z } from 'zod';
import { attestationLimit, attestationType } from './training.ts';

/** An attestation of training and the file that proves it. */
export const trainingForm = z.object({
  body: z.string().trim().min(2, 'training.mistake.body').max(200, 'training.mistake.body'),
  trainedOn: z.iso.date('training.mistake.day'),
  file: z.custom<Buffer>(
    (file) => Buffer.isBuffer(file) && file.length <= attestationLimit && attestationType(file) !== null,
    'training.mistake.file',
  ),
});

/** Why an operator does not accept an attestation; the helper reads it. */
export const refusalForm = z.object({ reason: z.string().trim().min(5, 'training.mistake.reason').max(500, 'training.mistake.reason') });
