import { z } from 'zod';
import { latinDigits } from '../http/digits.ts';
import { isLanguage, type Language } from '../http/languages.ts';
import { type Procedure, procedureCodes } from '../mandates/procedures.ts';
import { rhythms, tellingChannels } from '../people/contact.ts';

/** The code of a message, however it was grouped. */
export const codeForm = z.object({
  code: z
    .string()
    .transform((code) => latinDigits(code).replaceAll(/[\s.-]/g, ''))
    .pipe(z.string().regex(/^\d{6}$/)),
});

/** How, how often and in which language the person wants to be told. */
export const preferencesForm = z.object({
  channel: z.enum(tellingChannels, 'person.contacts.channel.missing'),
  rhythm: z.enum(rhythms, 'person.contacts.rhythm.missing'),
  language: z.custom<Language>(isLanguage, 'person.contacts.language.missing'),
});

/** What of a mandate the person ends: one procedure, or all of it. */
export const endingForm = z.object({
  procedure: z.enum(['all', ...procedureCodes]).transform((code): Procedure | null => (code === 'all' ? null : code)),
});

/** The thing that the former page of a list ended with, by its id. */
export const pageQuery = z.object({ before: z.uuid().nullable().catch(null) });
