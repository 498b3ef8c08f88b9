import type { Db, Tx, Work } from '../db/database.ts';
import { isLanguage, type Language } from '../http/languages.ts';
import { append } from '../journal/append.ts';
import { findPreferences, setLanguageTold } from './contact-store.ts';
import type { Person } from './person.ts';
import { lockPerson, personLanguage, setLanguage } from './store.ts';

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

/** In which language a person is told: that of how they chose to be told, else of their pages; null while they chose neither. */
export async function languageTold(db: Db | Tx, personId: string): Promise<Language | null> {
  const chosen = await findPreferences(db, personId);
  return isLanguage(chosen?.language) ? chosen.language : personLanguage(db, personId);
}
