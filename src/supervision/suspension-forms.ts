import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { suspensionKinds } from './suspension.ts';

const reason = z.string().trim().min(10, 'suspension.reason.missing').max(500, 'suspension.reason.missing');

const tells = z
  .literal('on')
  .optional()
  .transform((ticked) => ticked === 'on');

/** What a supervisor suspends, why, and whether the persons concerned are told. */
export const suspensionForm = z.object({
  kind: z.enum(suspensionKinds, 'suspension.kind.missing'),
  target: z.string().trim().min(1, 'suspension.target.missing').max(200, 'suspension.target.missing'),
  reason,
  tells,
});

/** Why it is lifted, and whether the persons concerned are told. */
export const liftForm = z.object({ reason, tells });

/** What a link of ours fills in. */
export const suspendingQuery = z.object({
  kind: z.enum(suspensionKinds).optional().catch(undefined),
  target: z.string().max(200).catch(''),
});

/** The id in an address; what cannot be one names nothing. */
export function suspensionIdIn(text: string): string {
  if (!z.uuid().safeParse(text).success) throw new Refusal('suspension_unknown');
  return text;
}
