import { Refusal } from '../errors.ts';
import type { TextKey } from '../http/texts.ts';

/** Refusals that say what is wrong with a field: the form comes back with them. */
const mistakes: ReadonlyMap<string, TextKey> = new Map<string, TextKey>([
  ['organisation_certified_already', 'application.mistake.certified'],
  ['renewal_of_another_siret', 'application.mistake.siretOfRenewal'],
  ['application_underway', 'application.mistake.underway'],
  ['certification_end_wrong', 'refusal.certification_end_wrong.text'],
  ['account_exists', 'refusal.account_exists.text'],
  ['application_conversation_full', 'application.message.full'],
  ['too_many_helpers', 'application.helpers.mistake.many'],
]);

/** What is wrong with what was sent, when the act was refused for that; null when it was done. */
export async function orMistake(act: () => Promise<void>): Promise<TextKey | null> {
  try {
    await act();
    return null;
  } catch (error) {
    const mistake = error instanceof Refusal ? mistakes.get(error.code) : undefined;
    if (mistake === undefined) throw error;
    return mistake;
  }
}
