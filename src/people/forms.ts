import { z } from 'zod';
import { lookPurposes, reasonLength } from './look.ts';

/** Why one opens what is about a person: a purpose among those there are, and a reason in one's own words. */
export const lookForm = z.object({
  purpose: z.enum(lookPurposes),
  reason: z.string().trim().min(reasonLength.least, 'look.mistake.reason').max(reasonLength.most, 'look.mistake.reason'),
});
