import type { Work } from '../db/database.ts';
import { isLanguage } from '../http/languages.ts';
import { type Addressee, mandateConcluded, mandateEnded, mandateUsed } from '../notifications/messages.ts';
import { type Message, queue } from '../notifications/outbox.ts';
import type { Organisation } from '../organisations/organisation.ts';
import * as organisations from '../organisations/store.ts';
import { contactOf } from '../people/choose-how-to-be-told.ts';
import type { Person } from '../people/person.ts';
import type { Mandate } from './mandate.ts';
import { formatStopCode } from './stop-code.ts';

interface Told {
  readonly mandate: Mandate;
  readonly person: Person;
  /** Read when it is not known yet. */
  readonly organisation?: Organisation;
  /** Where people reach us. */
  readonly publicUrl: string;
}

/** Tells the person, in the transaction that concludes it, that a mandate begins. Nothing is said to who has neither mailbox nor telephone: the paper is for them. */
export function tellConcluded(work: Work, told: Told & { readonly stopCode: string }): Promise<void> {
  const stop = { code: formatStopCode(told.stopCode), address: `${told.publicUrl}/stop` };
  return tell(work, told, (to, news) => mandateConcluded(to, { ...news, end: told.mandate.expiresAt, stop }));
}

/** Tells the person that a mandate, or a part of it, is over. */
export function tellEnded(work: Work, told: Told): Promise<void> {
  return tell(work, told, (to, news) => mandateEnded(to, { ...news, at: work.at }));
}

/** Tells the person that their mandate was used. */
export function tellUsed(work: Work, told: Told & { readonly organisation: Organisation }): Promise<void> {
  return tell(work, told, (to, news) => mandateUsed(to, { ...news, at: work.at }));
}

type News = { readonly organisation: string; readonly address: string };

async function tell(
  work: Work,
  { mandate, person, publicUrl, ...told }: Told,
  write: (to: Addressee, news: News) => Message,
): Promise<void> {
  const telling = await contactOf(work, person, isLanguage(mandate.language) ? mandate.language : 'fr');
  const to = telling.by === 'message' ? telling.to : null;
  const organisation = to && (told.organisation ?? (await organisations.findOrganisation(work.tx, mandate.organisationId)));
  if (organisation) await queue(work, write(to, { organisation: organisation.name, address: `${publicUrl}/help` }));
}
