import type { Work } from '../db/database.ts';
import { isLanguage, type Language } from '../http/languages.ts';
import { type MandateNews, newsMessage } from '../notifications/news-messages.ts';
import { queue } from '../notifications/outbox.ts';
import type { Organisation } from '../organisations/organisation.ts';
import * as organisations from '../organisations/store.ts';
import { contactOf } from '../people/choose-how-to-be-told.ts';
import type { Person } from '../people/person.ts';
import type { Mandate } from './mandate.ts';
import { dueOf, type News } from './news.ts';
import { insertNews } from './news-store.ts';
import { formatStopCode } from './stop-code.ts';

interface Told {
  readonly mandate: Mandate;
  readonly person: Person;
  /** Read when it is not known yet. */
  readonly organisation?: Organisation;
  /** Where people reach us. */
  readonly publicUrl: string;
}

/** Tells the person, in the transaction that concludes it, that a mandate begins. Who has neither mailbox nor telephone has the paper, and a letter at the counter. */
export function tellConcluded(work: Work, told: Told & { readonly stopCode: string }): Promise<void> {
  const stop = { code: formatStopCode(told.stopCode), address: `${told.publicUrl}/stop` };
  return tell(work, told, { kind: 'concluded', at: told.mandate.expiresAt, stop });
}

/** Tells the person that a mandate, or a part of it, is over; and why, when it ended with the organisation. */
export function tellEnded(work: Work, { because, ...told }: Told & Pick<MandateNews, 'because'>): Promise<void> {
  return tell(work, told, { kind: 'ended', at: work.at, ...(because && { because }) });
}

/** Tells the person that their mandate was used: now, or with the others of the day or the week, as they chose. */
export function tellUsed(work: Work, told: Told & { readonly organisation: Organisation }): Promise<void> {
  return tell(work, told, { kind: 'used', at: work.at });
}

/** Tells the person that a mandate ends in a few days, or has come to its end. */
export function tellEnd(work: Work, told: Told & { readonly kind: 'ends_soon' | 'expired' }): Promise<void> {
  return tell(work, told, { kind: told.kind, at: told.mandate.expiresAt });
}

/** Leaves a line for the next letter to somebody whom no message reaches. */
export function leaveForLetter(work: Work, news: Pick<News, 'personId' | 'organisationId' | 'mandateId' | 'kind'>): Promise<void> {
  return insertNews(work.tx, { ...news, way: 'letter', happenedAt: work.at, dueAt: work.at });
}

/** Where the person sees everything and ends it. */
export function ownSpace(publicUrl: string): string {
  return `${publicUrl}/me`;
}

/** The language of a mandate: what its person reads, until they choose. */
export function languageOf({ language }: Mandate): Language {
  return isLanguage(language) ? language : 'fr';
}

async function tell(work: Work, { mandate, person, publicUrl, ...told }: Told, news: Omit<MandateNews, 'organisation'>): Promise<void> {
  const telling = await contactOf(work, person, languageOf(mandate));
  if (telling.by === 'nothing') return;
  const dueAt = telling.by === 'letter' ? work.at : dueOf(news.kind, telling.rhythm, work.at);
  if (telling.by === 'letter' || dueAt > work.at) {
    const way = telling.by === 'letter' ? 'letter' : 'digest';
    await insertNews(work.tx, { ...mandate, mandateId: mandate.id, kind: news.kind, way, happenedAt: news.at, dueAt });
    return;
  }
  const organisation = told.organisation ?? (await organisations.findOrganisation(work.tx, mandate.organisationId));
  if (organisation) await queue(work, newsMessage(telling.to, { ...news, organisation: organisation.name }, ownSpace(publicUrl)));
}
