import { minute } from '../clock.ts';
import { byPreference, type Contact, isConfirmed } from '../people/contact.ts';

/** Acts a relying party may declare sensitive. The person is asked in words of ours, so there is a list. */
export const sensitiveActs = [
  'bank_details_change',
  'contact_details_change',
  'address_change',
  'benefit_waiver',
  'payment',
  'account_closure',
] as const;

export type SensitiveAct = (typeof sensitiveActs)[number];

/** How long a code is good for, and how often one may be mistaken. */
export const confirmationLifetime = 5 * minute;
export const confirmationTries = 5;

/** Of what a service asks to do, what the person must confirm. */
export function sensitiveAmong(actions: readonly string[], declared: readonly string[]): SensitiveAct[] {
  return sensitiveActs.filter((act) => actions.includes(act) && declared.includes(act));
}

/** Where a code may go, the best first: what the person showed to be theirs. None: the person does the act themself. */
export function confirmingContacts(contacts: readonly Contact[]): Contact[] {
  return byPreference(contacts.filter(isConfirmed), 'sms');
}
