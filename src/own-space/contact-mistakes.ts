import type { RefusalCode } from '../errors.ts';
import type { TextKey } from '../http/texts.ts';

const mistakes: Partial<Record<RefusalCode, TextKey>> = {
  contact_is_helpers: 'person.contacts.mistake.helper',
  contacts_too_many: 'person.contacts.mistake.many',
  contact_code_wrong: 'person.contacts.mistake.code',
  contact_code_spent: 'person.contacts.mistake.spent',
  too_many_requests: 'person.contacts.mistake.wait',
};

/** A refusal that the person can put right themself, in the words that stand beside the question. */
export function mistakeOf(code: RefusalCode): TextKey | undefined {
  return mistakes[code];
}
