import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { lookForm } from '../people/forms.ts';
import { type RuleName, ruleNames } from './alert-rules.ts';
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

const ruleName = z.enum(ruleNames as [RuleName, ...RuleName[]]); // there is one at least

/** Which alerts, and where in the list one is. */
export const alertQuery = z.object({
  page: z.coerce.number().int().min(1).max(500).catch(1),
  rule: ruleName.optional().catch(undefined),
});

/** The rule an address names. */
export function ruleOf({ params }: { readonly params: { readonly rule: string } }): RuleName {
  const rule = ruleName.safeParse(params.rule);
  if (!rule.success) throw new Refusal('not_found');
  return rule.data;
}
