import type { Work } from '../db/database.ts';
import { isLanguage } from '../http/languages.ts';
import type { Mandate } from '../mandates/mandate.ts';
import { leaveForLetter } from '../mandates/tell-person.ts';
import { caseNews, type CaseNews } from '../notifications/case-messages.ts';
import { queue } from '../notifications/outbox.ts';
import { staffMail } from '../notifications/staff-messages.ts';
import { listManagers } from '../organisations/membership-store.ts';
import { findOrganisation } from '../organisations/store.ts';
import { contactOf } from '../people/choose-how-to-be-told.ts';
import type { Person } from '../people/person.ts';
import { type Case, isKnownToManagers } from './case.ts';
import type { CaseAct } from './case-states.ts';

interface Told {
  readonly one: Case;
  readonly act: CaseAct | 'open';
  readonly person: Person;
  readonly mandate: Mandate;
  readonly publicUrl: string;
}

/**
 * Tells the person how far their case is, in the transaction that moves it; not what they did themselves, but that it arrived. Of a case
 * they did not open, they are told the end, unless nothing was wrong; the rest stands in their own space.
 */
export async function tellCase(work: Work, { one, act, person, mandate, publicUrl }: Told): Promise<void> {
  const told = one.origin === 'contest' ? news[act] : one.state === 'closed' && one.outcome !== 'no_fault' ? 'inquired' : null;
  if (told === null) return;
  const telling = await contactOf(work, person, isLanguage(mandate.language) ? mandate.language : 'fr');
  const organisation = one.organisationId === null ? undefined : await findOrganisation(work.tx, one.organisationId);
  if (telling.by === 'nothing' || !organisation) return;
  if (telling.by === 'letter')
    return leaveForLetter(work, { personId: person.id, organisationId: organisation.id, mandateId: mandate.id, kind: 'case_news' });
  await queue(work, caseNews(telling.to, { news: told, organisation: organisation.name, address: `${publicUrl}/me/cases/${one.id}` }));
}

/**
 * Mails the managers that a case of theirs is over, in the transaction that ends it: those who know of it, and not whoever it is about.
 * It says neither whose case it is nor what was concluded. How many were told.
 */
export async function tellManagers(work: Work, { one, publicUrl }: Pick<Told, 'one' | 'publicUrl'>): Promise<number> {
  const organisation = one.organisationId === null ? undefined : await findOrganisation(work.tx, one.organisationId);
  if (one.state !== 'closed' || !organisation || !isKnownToManagers(one)) return 0;
  const managers = (await listManagers(work.tx, organisation.id)).filter(({ id }) => id !== one.helperId);
  const told = { address: `${publicUrl}/manager/cases/${one.id}`, values: { organisation: organisation.name } };
  for (const manager of managers) await queue(work, staffMail(manager, 'caseClosed', told));
  return managers.length;
}

const news: Readonly<Record<CaseAct | 'open', CaseNews | null>> = {
  open: 'opened',
  answer: 'answered',
  appeal: 'supervised',
  take: 'supervised',
  return: 'returned',
  accept: 'closed',
  withdraw: 'closed',
  close: 'closed',
  confirm: 'closed',
  challenge: 'supervised',
  object: 'supervised',
  assign: null,
  propose: null,
  decline: null,
};
