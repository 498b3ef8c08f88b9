import { z } from 'zod';
import { severalOf } from '../http/parse-form.ts';
import { hasProof, proofFields } from '../identity/forms.ts';
import { isLanguage, type Language } from '../http/languages.ts';
import { protections } from './draft.ts';
import { type Duration, durations, revocationChannels } from './mandate.ts';
import { type Procedure, procedureCodes } from './procedures.ts';
import { parseStopCode } from './stop-code.ts';

const uuid = z.uuid();

/** Whether a path segment can be the id of anything of ours; what cannot is not looked up. */
export function isId(value: unknown): value is string {
  return uuid.safeParse(value).success;
}

/** A box ticked alone arrives as a string, several as a list. */
const many = z.preprocess((value) => (typeof value === 'string' ? [value] : (value ?? [])), z.array(z.string()).max(20));

const draftFields = z.object({
  procedures: many
    .pipe(z.array(z.enum(procedureCodes, 'mandates.new.procedures.missing')).min(1, 'mandates.new.procedures.missing'))
    .transform((codes): Procedure[] => procedureCodes.filter((code) => codes.includes(code))),
  duration: z.enum(Object.keys(durations) as [Duration, ...Duration[]], 'mandates.new.duration.missing'), // the keys of a constant
  language: z.custom<Language>(isLanguage, 'mandates.new.language.missing'),
  renews: uuid.optional(),
  users: z.enum(['anyone', 'named'], 'mandates.new.users.missing').default('anyone'),
  named: severalOf(uuid),
});

export const draftForm = draftFields
  .refine(({ users, named }) => users === 'anyone' || named.length > 0, { path: ['named'], message: 'mandates.new.named.missing' })
  .transform(({ users, named, ...fields }) => ({ ...fields, namedHelpers: users === 'named' ? named : null }));

export const agreementForm = z.object({
  protection: z.enum(protections, 'person.agreement.protection.missing'),
  consent: z.literal('on', 'person.agreement.consent.missing'),
  terms: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Whether the person pressed « I refuse »: that needs nothing else filled in. */
export function declines(body: unknown): boolean {
  return z.object({ answer: z.literal('no') }).safeParse(body).success;
}

export const signatureForm = z
  .object({ explained: z.literal('on', 'mandates.signature.explained.missing'), ...proofFields })
  .refine(hasProof, { path: ['code'], message: 'mandates.signature.code.missing', when: () => true }); // both mistakes at once

/** What a person offers. */
export const offerForm = z.object({
  procedures: many
    .pipe(z.array(z.enum(procedureCodes, 'person.offer.procedures.missing')).min(1, 'person.offer.procedures.missing'))
    .transform((codes): Procedure[] => procedureCodes.filter((code) => codes.includes(code))),
  duration: z.enum(Object.keys(durations) as [Duration, ...Duration[]], 'person.offer.duration.missing'), // the keys of a constant
  language: z.custom<Language>(isLanguage, 'person.offer.language.missing'),
  named: z
    .string()
    .max(500, 'person.offer.named.unknown')
    .default('')
    .transform((names) => names.split(/[\n,;]/).filter((name) => name.trim() !== '')),
});

/** Why a helper declines what a person offers. */
export const declineForm = z.object({
  reason: z
    .string('mandates.offer.reason.missing')
    .trim()
    .min(10, 'mandates.offer.reason.missing')
    .max(500, 'mandates.offer.reason.missing'),
});

/** A helper accepts what a person offers. */
export const acceptanceForm = z
  .object({ explained: z.literal('on', 'mandates.offer.explained.missing'), ...proofFields })
  .refine(hasProof, { path: ['code'], message: 'mandates.signature.code.missing', when: () => true });

/** Whom to ask by SMS, chosen from a list. */
export const smsAskingForm = z.object({ person: uuid });

export const revocationForm = z.object({
  procedure: z.enum(['all', ...procedureCodes]).transform((code): Procedure | null => (code === 'all' ? null : code)),
  channel: z.enum(revocationChannels, 'mandates.revocation.channel.missing'),
});

export const stopForm = z.object({
  stopCode: z
    .string('person.stop.code.missing')
    .max(100)
    .transform((typed, context) => {
      const code = parseStopCode(typed);
      if (code !== null) return code;
      context.addIssue({ code: 'custom', message: typed.trim() === '' ? 'person.stop.code.missing' : 'person.stop.code.typo' });
      return z.NEVER;
    }),
});

export const paperForm = z.object({
  paper: z.string().trim().min(1, 'person.verify.fault.malformed').max(10_000, 'person.verify.fault.malformed'),
});

export const verificationForm = z.object({
  reference: z.string().trim().toLowerCase().pipe(z.uuid('person.verify.reference.wrong')),
  fingerprint: z
    .string()
    .transform((text) => text.replaceAll(/\s/g, '').toLowerCase())
    .pipe(z.string().regex(/^[0-9a-f]{64}$/, 'person.verify.fingerprint.wrong')),
});

const text = z.string().trim().max(100).catch('');

export const listQuery = z.object({
  q: text,
  page: z.coerce.number().int().min(1).max(500).catch(1),
  ended: z.literal('1').optional().catch(undefined),
});

export const activityQuery = z.object({
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .nullable()
    .catch(null),
});
