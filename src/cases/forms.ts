import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { isId } from '../mandates/forms.ts';
import { wordsLength } from './case.ts';

const words = z
  .string('person.case.words.missing')
  .trim()
  .min(wordsLength.least, 'person.case.words.missing')
  .max(wordsLength.most, 'person.case.words.long')
  .regex(/^[^\p{Cc}]*(?:[\n\r\t][^\p{Cc}]*)*$/u, 'person.case.words.missing');

/** What is wrong, or why an answer will not do, or the answer itself. */
export const wordsForm = z.object({ words });

/** Nothing to say, or something. */
export const actForm = z.object({ act: z.enum(['accept', 'withdraw']) });

/** What a supervisor decides, and why. */
export const decisionForm = z.object({ act: z.enum(['return', 'close'], 'cases.decision.missing'), words });

/** Where in a list one is. */
export const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(500).catch(1) });

/** What cannot be the id of a case is not looked up. */
export function caseIdOf({ params }: { readonly params: { readonly id: string } }): string {
  if (!isId(params.id)) throw new Refusal('case_unknown');
  return params.id;
}
