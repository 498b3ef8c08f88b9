import type { Work } from '../db/database.ts';
import type { Language } from '../http/languages.ts';
import { append } from '../journal/append.ts';
import { setLanguageTold } from './contact-store.ts';
import type { Person } from './person.ts';
import { lockPerson, setLanguage } from './store.ts';

/** The person chooses the language of their pages and messages, for good. */
export async function chooseLanguage(
  work: Work,
  { person, language }: { readonly person: Person; readonly language: Language },
): Promise<void> {
  await lockPerson(work, person.id); // first, as whoever chooses how to be told does
  await setLanguageTold(work.tx, person.id, language);
  await setLanguage(work.tx, person.id, { language, at: work.at });
  await append(work, { event: 'language_chosen', person, details: { language } });
}
