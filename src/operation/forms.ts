import { z } from 'zod';

const text = z.string().trim().max(4_000);

/** An operator's answer to an application. Asking for changes and refusing need words; accepting needs a day. */
export const decisionForm = z
  .object({
    decision: z.enum(['accept', 'changes', 'refuse'], 'operator.decision.missing'),
    answer: text.catch(''),
    until: z.string().catch(''),
  })
  .refine(({ decision, answer: words }) => decision === 'accept' || words !== '', {
    path: ['answer'],
    error: 'operator.decision.text.missing',
  })
  .refine(({ decision, until }) => decision !== 'accept' || /^\d{4}-\d\d-\d\d$/.test(until), {
    path: ['until'],
    error: 'frame.mistake.missing',
  });

export const listQuery = z.object({
  state: z.enum(['submitted', 'changes_requested', 'accepted', 'refused']).catch('submitted'),
  after: z
    .string()
    .regex(/^\d{1,15}_[0-9a-f-]{36}$/)
    .nullish()
    .catch(null),
});
