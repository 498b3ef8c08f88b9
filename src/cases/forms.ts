import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { isId } from '../mandates/forms.ts';
import { caseOrigins, casesWaiting, wordsLength } from './case.ts';
import { outcomeNames } from './outcome.ts';

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

/** What a supervisor decides, and why: the organisation is asked, or the case concluded, with an outcome. */
export const decisionForm = z.discriminatedUnion(
  'act',
  [
    z.object({
      act: z.literal('return'),
      words,
      outcome: z
        .unknown()
        .optional()
        .transform(() => null),
    }),
    z.object({ act: z.literal('close'), words, outcome: z.enum(outcomeNames, 'cases.outcome.missing') }),
  ],
  'cases.decision.missing',
);

/** Whether the second supervisor agrees; why, if not. */
export const secondForm = z.discriminatedUnion(
  'act',
  [
    z.object({
      act: z.literal('confirm'),
      words: z
        .unknown()
        .optional()
        .transform(() => null),
    }),
    z.object({ act: z.literal('decline'), words }),
  ],
  'cases.decision.missing',
);

/** To whom a case is handed over. */
export const assignForm = z.object({ assignee: z.uuid('cases.assign.missing') });

const id = z
  .uuid()
  .or(z.literal(''))
  .optional()
  .transform((given) => (given === '' ? undefined : given))
  .catch(undefined);

/** What a supervisor opens a case about, and what was noticed. */
export const inquiryForm = z.object({ useId: id, mandateId: id, helperId: id, organisationId: id, words });

/** Which open cases, and where in the list one is. */
export const caseListQuery = z.object({
  page: z.coerce.number().int().min(1).max(500).catch(1),
  origin: z.enum(caseOrigins).optional().catch(undefined),
  mine: z.literal('yes').optional().catch(undefined),
  closed: z.literal('yes').optional().catch(undefined),
  waiting: z.enum(casesWaiting).optional().catch(undefined),
});

/** Where in a list one is. */
export const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(500).catch(1) });

/** What cannot be the id of a case is not looked up. */
export function caseIdOf({ params }: { readonly params: { readonly id: string } }): string {
  if (!isId(params.id)) throw new Refusal('case_unknown');
  return params.id;
}
