import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { isLanguage, type Language } from '../http/languages.ts';
import { append } from '../journal/append.ts';
import type { Addressee } from '../notifications/messages.ts';
import { preferred, type Rhythm, type TellingChannel } from './contact.ts';
import * as store from './contact-store.ts';
import type { Person } from './person.ts';
import { lockPerson, personLanguage } from './store.ts';

export interface Choice {
  readonly channel: TellingChannel;
  readonly rhythm: Rhythm;
  readonly language: Language;
}

/** The person chooses how, how often and in which language they are told. */
export async function chooseHowToBeTold(work: Work, { person, ...choice }: Choice & { readonly person: Person }): Promise<void> {
  if (!(await lockPerson(work, person.id))) throw new Refusal('contact_unknown');
  await store.putPreferences(work.tx, person, { ...choice, at: work.at });
  await append(work, { event: 'preferences_chosen', person, details: { ...choice } });
}

/** How a person is told: by a message to an address, by a letter that their organisation prints, or not at all. */
export type Telling =
  | { readonly by: 'message'; readonly to: Addressee; readonly rhythm: Rhythm }
  | { readonly by: 'letter'; readonly language: Language }
  | { readonly by: 'nothing' };

/** What the person chose, on what they have; a letter when they have nothing; by default at once, by mail rather than SMS, in the language of their pages, else of the mandate. */
export async function contactOf(
  { tx, vault }: Pick<Work, 'tx' | 'vault'>,
  person: Pick<Person, 'id' | 'subjectRef'>,
  ofMandate: Language,
): Promise<Telling> {
  const [chosen, contacts] = await Promise.all([store.findPreferences(tx, person.id), store.listContacts(tx, vault, person.id)]);
  const language = isLanguage(chosen?.language) ? chosen.language : ((await personLanguage(tx, person.id)) ?? ofMandate);
  if (chosen?.channel === 'letter') return { by: 'letter', language };
  if (chosen?.channel === 'none') return { by: 'nothing' };
  const contact = preferred(contacts, chosen?.channel ?? null);
  if (!contact) return { by: 'letter', language }; // no message reaches them: the counter does
  const to = { channel: contact.channel, to: contact.address, language, subjectRef: person.subjectRef };
  return { by: 'message', to, rhythm: chosen?.rhythm ?? 'at_once' };
}
