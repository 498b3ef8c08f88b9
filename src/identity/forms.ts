import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { isLanguage, type Language } from '../http/languages.ts';
import type { PivotIdentity } from '../people/person.ts';

/** Who asks for a link by mail. */
export const linkForm = z.object({ email: z.string().trim().max(254).pipe(z.email('identity.mistake.email')) });

/** Six digits, however they were grouped. */
export const codeForm = z.object({
  code: z
    .string()
    .transform((code) => code.replaceAll(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'identity.mistake.codeShape')),
});

/** The fields that prove a second factor, in whatever form asks for it: a code of six digits, a recovery code, or what a passkey answered. */
export const proofFields = {
  code: z
    .string()
    .default('')
    .transform((code) => code.replaceAll(/[\s-]/g, '').toUpperCase())
    .pipe(z.string().regex(/^(|\d{6}|[2-9A-Y]{10})$/, 'identity.mistake.codeShape')),
  credential: z.string().max(8_192).default(''),
};

/** A second factor. */
export const proofForm = z.object(proofFields).refine(hasProof, { path: ['code'], message: 'identity.mistake.codeShape' });

/** Whether one of the proof's fields is filled in. */
export function hasProof({ code, credential }: { readonly code: string; readonly credential: string }): boolean {
  return code !== '' || credential !== '';
}

/** Cards with their keys, pasted or in a file; the file wins. Under this name no page gives them back. */
export const cardListForm = z
  .object({ seeds: z.string().catch(''), file: z.string().catch('') })
  .transform(({ seeds, file }) => (file.trim() === '' ? seeds : file))
  .refine((text) => text.trim() !== '', { path: ['seeds'], error: 'frame.mistake.missing' });

export const cardsQuery = z.object({ after: z.string().max(32).optional().catch(undefined) }).transform(({ after = '' }) => ({ after }));

/** Whether a card can have this serial number; what none can have is not looked up. */
export function isSerial(text: string): boolean {
  return /^[A-Za-z0-9-]{4,32}$/.test(text);
}

/** Whom a card is given to, and what it shows now. */
export const bindingForm = linkForm.extend(codeForm.shape);

/** Why a card is taken back: to be given again, or never. */
export const releaseForm = z.object({
  because: z.enum(['returned', 'lost', 'broken']).transform((because) => (because === 'returned' ? null : because)),
});

/** Whether a path segment can be the id of anything of ours; what cannot is not looked up. */
export function isId(value: unknown): value is string {
  return z.uuid().safeParse(value).success;
}

/** What a passkey is called by its owner. */
export const passkeyForm = z.object({
  name: z.string().trim().min(1, 'frame.mistake.missing').max(60),
  credential: z.string().min(1).max(8_192),
});
export const passkeyNameForm = passkeyForm.pick({ name: true });

/** Which of one's organisations to act for. */
export const organisationForm = z.object({ organisation: z.uuid() });

/** The professional ProConnect vouches for. The e-mail is the only thing we match: `siret` may be a default, names are not unique. */
export function parseProfessional(claims: unknown): { readonly email: string } {
  const parsed = z.object({ email: z.email(), email_verified: z.literal(true).optional() }).safeParse(claims);
  if (!parsed.success) throw new Refusal('account_not_admitted', { cause: 'no verified e-mail' });
  return { email: parsed.data.email };
}

/** The person FranceConnect vouches for; what a mandate needs is there, or `identity_incomplete`. */
export function parsePivotIdentity(claims: unknown): PivotIdentity {
  const parsed = pivotClaims.safeParse(claims);
  if (!parsed.success)
    throw new Refusal('identity_incomplete', { cause: parsed.error.issues.map(({ path }) => path.join('.')).join(', ') });
  const { preferred_username, email, phone_number, ...pivot } = parsed.data;
  return {
    givenName: pivot.given_name,
    familyName: pivot.family_name,
    birthdate: pivot.birthdate,
    gender: pivot.gender,
    birthplace: pivot.birthcountry === france ? pivot.birthplace : '',
    birthcountry: pivot.birthcountry,
    ...(preferred_username !== undefined && { preferredUsername: preferred_username }),
    ...(email !== undefined && { email }),
    ...(phone_number !== undefined && { phoneNumber: phone_number }),
  };
}

/** Who vouched for the person towards FranceConnect, when it says so. */
export function idpIdOf(claims: Readonly<Record<string, unknown>>): string | null {
  return typeof claims['idp_id'] === 'string' ? claims['idp_id'] : null;
}

const france = '99100';
const name = z.string().trim().min(1).max(256);

const pivotClaims = z
  .object({
    given_name: name,
    family_name: name,
    birthdate: z.string().refine(isBirthdate),
    gender: z.enum(['female', 'male', 'unspecified']),
    birthcountry: z.string().regex(/^\d{5}$/),
    birthplace: z.string().default(''),
    // what is given besides, and not understood, is as if not given
    preferred_username: name.optional().catch(undefined),
    email: z.email().optional().catch(undefined),
    phone_number: z
      .string()
      .regex(/^\+?[\d ().-]{6,25}$/)
      .optional()
      .catch(undefined),
  })
  .refine(({ birthcountry, birthplace }) => birthcountry !== france || /^(\d{2}|2[AB])\d{3}$/.test(birthplace), { path: ['birthplace'] });

/** A day, or a year whose month or day is unknown (`1950-00-00`, `1971-01-00`). */
function isBirthdate(text: string): boolean {
  const [, year, month = '', day = ''] = /^((?:19|20)\d\d)-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return false;
  if (month === '00') return day === '00';
  const first = `${year}-${month}-${day === '00' ? '01' : day}`;
  const read = new Date(`${first}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(first);
}

/** Whose device a person signs in on; unless they say it is theirs, it is somebody else's. */
export const personSignInForm = z.object({ device: z.literal('on').optional().catch(undefined) });

/** The language a person chooses, on the page they chose it on. */
export const languageForm = z.object({
  language: z.custom<Language>(isLanguage).nullable().catch(null),
  path: z.string().max(2_000).catch(''),
});
