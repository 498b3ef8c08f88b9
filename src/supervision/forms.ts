import { z } from 'zod';
import { lookForm } from '../people/forms.ts';
import { referenceLength } from './reason.ts';

/** A page of this room one comes from and goes back to. */
const pageOfOurs = z
  .string()
  .max(500)
  .regex(/^\/supervision(\/[\w./-]*)?(\?[\w=&.~%-]*)?$/)
  .catch('/supervision');

/** Why a supervisor opens what is about persons: a purpose, a case, and their own words. */
export const reasonForm = lookForm.extend({
  caseReference: z.string().trim().min(1, 'supervision.reason.mistake.case').max(referenceLength, 'supervision.reason.mistake.case'),
  back: pageOfOurs,
});

/** Where to go on. */
export const backForm = z.object({ back: pageOfOurs });
