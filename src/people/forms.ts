import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { normalMailbox, parseNumber } from './contact.ts';
import { visibleText } from './sms.ts';
import { lookPurposes, reasonLength } from './look.ts';

/** Why one opens what is about a person: a purpose among those there are, and a reason in one's own words. */
export const lookForm = z.object({
  purpose: z.enum(lookPurposes),
  reason: z.string().trim().min(reasonLength.least, 'look.mistake.reason').max(reasonLength.most, 'look.mistake.reason'),
});

/** An address or a number, whichever it is: a mailbox has an @, a number is any valid one, French when it names no country. */
export const contactForm = z.object({
  address: z
    .string('contacts.mistake.address')
    .trim()
    .max(254)
    .transform((text, context) => {
      if (text.includes('@') && z.email().safeParse(text).success) return { channel: 'email' as const, address: normalMailbox(text) };
      const number = parseNumber(text);
      if (number !== null) return { channel: 'sms' as const, address: number };
      context.addIssue({ code: 'custom', message: 'contacts.mistake.address' });
      return z.NEVER;
    }),
});

/** An SMS as the gateway hands it over. */
export const smsForm = z.object({
  id: z.string().regex(/^[\x21-\x7e]{1,100}$/),
  from: z.string().transform(parseNumber).pipe(z.string()),
  text: z.string().max(1_600).transform(visibleText),
});

/** The id of a contact in an address; what cannot be one is nobody's. */
export function contactIdOf(text: string): string {
  if (!z.uuid().safeParse(text).success) throw new Refusal('contact_unknown');
  return text;
}
