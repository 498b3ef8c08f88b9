import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { longestMessage } from '../organisations/application.ts';

const text = z.string().trim().max(longestMessage, 'application.message.long');

/** An operator's answer to an application. Asking for changes and refusing need words; accepting needs a day. */
export const decisionForm = z
  .object({
    decision: z.enum(['accept', 'changes', 'refuse'], 'operator.decision.missing'),
    answer: text.default(''),
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
  state: z.enum(['submitted', 'changes_requested', 'accepted', 'refused', 'asking']).catch('submitted'),
  after: z
    .string()
    .regex(/^\d{1,15}_[0-9a-f-]{36}$/)
    .nullish()
    .catch(null),
});

/** Which message an operator read last. */
export const readForm = z.object({ last: z.uuid() });

/** Where one is in a list. */
export const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(1_000).catch(1) });

export const reasonForm = z.object({ reason: text.pipe(z.string().min(1, 'operator.reason.missing')) });

/** A member of an organisation, by the address of their account. */
export const memberForm = z.object({ email: z.string().trim().max(254).pipe(z.email('identity.mistake.email')) });

export const searchQuery = z.object({
  q: z.string().trim().max(100).catch(''),
  name: z.string().max(200).optional().catch(undefined),
  id: z.uuid().optional().catch(undefined),
});

const addresses = z
  .string()
  .transform((lines) => lines.split(/\s+/).filter((line) => line !== ''))
  .pipe(z.array(z.url({ protocol: /^https?$/ })).max(20));

/** What an operator fills in of a hub; the room of relying parties checks it again as it checks every registration. */
export const hubForm = z.object({
  id: z
    .string()
    .trim()
    .regex(/^[\w.-]{3,64}$/, 'operator.client.mistake.id'),
  name: z.string().trim().min(1).max(100),
  redirectUris: addresses.refine((all) => all.length > 0, 'operator.client.mistake.address'),
  postLogoutRedirectUris: addresses,
  idTokenAlg: z.enum(['ES256', 'HS256'], 'frame.mistake.missing'),
  userinfo: z.enum(['json', 'ES256', 'HS256'], 'frame.mistake.missing'),
});

/** The id of a message in an address; what cannot be one is no message. */
export function messageIdOf(text: string): string {
  if (!z.uuid().safeParse(text).success) throw new Refusal('message_unknown');
  return text;
}
