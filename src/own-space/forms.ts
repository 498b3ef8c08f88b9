import { z } from 'zod';
import { isLanguage, type Language } from '../http/languages.ts';
import { rhythms, tellingChannels } from '../people/contact.ts';

/** The code of a message, however it was grouped. */
export const codeForm = z.object({
  code: z
    .string()
    .transform((code) => code.replaceAll(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/)),
});

/** How, how often and in which language the person wants to be told. */
export const preferencesForm = z.object({
  channel: z.enum(tellingChannels, 'person.contacts.channel.missing'),
  rhythm: z.enum(rhythms, 'person.contacts.rhythm.missing'),
  language: z.custom<Language>(isLanguage, 'person.contacts.language.missing'),
});
