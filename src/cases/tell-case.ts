import type { Work } from '../db/database.ts';
import { isLanguage } from '../http/languages.ts';
import type { Mandate } from '../mandates/mandate.ts';
import { caseNews, type CaseNews } from '../notifications/case-messages.ts';
import { queue } from '../notifications/outbox.ts';
import { findOrganisation } from '../organisations/store.ts';
import { contactOf } from '../people/choose-how-to-be-told.ts';
import type { Person } from '../people/person.ts';
import type { Case } from './case.ts';
import type { CaseAct } from './case-states.ts';

interface Told {
  readonly one: Case;
  readonly act: CaseAct | 'open';
  readonly person: Person;
  readonly mandate: Mandate;
  readonly publicUrl: string;
}

/** Tells the person how far their case is, in the transaction that moves it; not what they did themselves, but that it arrived. */
export async function tellCase(work: Work, { one, act, person, mandate, publicUrl }: Told): Promise<void> {
  const telling = await contactOf(work, person, isLanguage(mandate.language) ? mandate.language : 'fr');
  const organisation = await findOrganisation(work.tx, one.organisationId);
  if (telling.by !== 'message' || !organisation) return;
  await queue(work, caseNews(telling.to, { news: news[act], organisation: organisation.name, address: `${publicUrl}/me/cases/${one.id}` }));
}

const news: Readonly<Record<CaseAct | 'open', CaseNews>> = {
  open: 'opened',
  answer: 'answered',
  appeal: 'supervised',
  take: 'supervised',
  return: 'returned',
  accept: 'closed',
  withdraw: 'closed',
  close: 'closed',
};
