import { z } from 'zod';
import { declarations, kinds, longestMessage, type OrganisationFacts } from './application.ts';
import { personName, workEmail } from './candidates.ts';
import { departmentOf, isDepartment } from './department.ts';
import { weekForm } from './hours-form.ts';
import { isSiret, siretDigits } from './siret.ts';

const line = z.string().trim().min(1).max(200);
const left = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const orNothing = <T>(schema: z.ZodType<T>) => z.preprocess(left, schema.optional()).transform((value) => value ?? null);

const phone = z
  .string()
  .transform((typed) => typed.replaceAll(/[\s.-]/g, ''))
  .pipe(z.string().regex(/^(\+\d{7,15}|0\d{9})$/, 'application.mistake.phone'));

const department = z.string().trim().toUpperCase().refine(isDepartment, 'application.mistake.territory');

export const mailboxForm = z.object({ email: z.string().trim().max(254).pipe(z.email('identity.mistake.email')) });

const facts = {
  siret: z.string().transform(siretDigits).refine(isSiret, 'application.mistake.siret'),
  name: line,
  kind: z.enum(kinds, 'frame.mistake.missing'),
  address: line,
  postalCode: z
    .string()
    .trim()
    .regex(/^\d{5}$/, 'application.mistake.postalCode'),
  city: line,
  phone: orNothing(phone),
  email: orNothing(z.string().trim().max(254).pipe(z.email('identity.mistake.email'))),
  website: orNothing(z.url({ protocol: /^https?$/, error: 'application.mistake.website' }).max(300)),
};

/** What a body says of itself; its territory is that of its postal code, unless another is typed. */
export const organisationForm = z
  .object({ ...facts, territory: orNothing(department) })
  .and(weekForm)
  .transform((said, context): OrganisationFacts => {
    const territory = said.territory ?? departmentOf(said.postalCode);
    if (territory !== null) return { ...said, territory };
    context.addIssue({ code: 'custom', path: ['postalCode'], message: 'application.mistake.noDepartment' });
    return z.NEVER;
  });

/** The same of a certified body that asks for more time: its territory is not asked. */
export const renewalForm = z.object(facts).and(weekForm);

const candidate = {
  givenName: personName,
  familyName: personName,
  email: z.preprocess((value) => value ?? '', workEmail),
};

export const managerForm = z.object({ ...candidate, phone });
export const candidateForm = z.object(candidate);
export const removalForm = z.object({ email: z.string().max(254) });

/** Pasted, or a file's text; the file wins. */
export const listForm = z
  .object({ list: z.string().catch(''), file: z.string().catch('') })
  .transform(({ list, file }) => (file.trim() === '' ? list : file))
  .refine((text) => text.trim() !== '', { path: ['list'], error: 'frame.mistake.missing' });

export const declarationsForm = z.object(
  Object.fromEntries(declarations.map((one) => [one, z.literal('on', 'application.mistake.declaration')])),
);

export const messageForm = z.object({
  text: z.string().trim().min(1, 'frame.mistake.missing').max(longestMessage, 'application.message.long'),
});

export const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(1_000).catch(1) });
