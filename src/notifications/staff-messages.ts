import { translator, type TextKey, type TextValues } from '../http/texts.ts';
import { written } from './messages.ts';
import type { Message } from './outbox.ts';

/** What the staff of organisations are told by mail; the words are `staff.mail.<news>.title` and `.text`. */
export const staffNews = [
  'invited',
  'suspended',
  'reactivated',
  'removed',
  'factorsReset',
  'factorsResetDone',
  'managerNamed',
  'managerGiven',
  'managerRemoved',
  'certified',
  'trainingRefused',
  'certificationEnds',
  'organisationEnds',
  'organisationEnded',
  'idle',
  'idleSuspended',
  'idleSuspendedAlone',
  'managerIdle',
  'mandateWithoutHelper',
  'organisationClosed',
  'offerWaits',
  'caseWaits',
  'caseDueSoon',
  'caseClosed',
  'suspensionLifted',
  'organisationMerged',
  'organisationReceives',
  'organisationBack',
  'headsLate',
  'headsInTime',
] as const;

export type StaffNews = (typeof staffNews)[number];

/** Who is told: somebody of ours, or the mailbox of somebody who is not yet. */
export interface Colleague {
  readonly email: string;
  readonly subjectRef: string | null;
}

/** A mail to a helper whom a decision above their organisations stops, for now or for good, or lets act again. */
export function haltedMail(to: Colleague, news: 'halted' | 'resumed' | 'withdrawn', reason: string): Message {
  const t = translator('fr');
  const mail = { title: t(`staff.mail.${news}.title`), lines: [t(`staff.mail.${news}.text`, { reason })], remark: t('staff.mail.remark') };
  return { ...written({ channel: 'email', to: to.email, language: 'fr', subjectRef: to.subjectRef }, mail), kind: `staff_${news}` };
}

/** A mail to a helper or a manager, in French: we know no other language of theirs. */
export function staffMail(
  to: Colleague,
  news: StaffNews,
  { address, values = {} }: { readonly address: string; readonly values?: TextValues },
): Message {
  const t = translator('fr');
  const link = { href: address, label: t(`staff.mail.${news === 'invited' ? 'accept' : 'see'}`) };
  const mail = {
    title: t(`staff.mail.${news}.title` satisfies TextKey, values),
    lines: [t(`staff.mail.${news}.text` satisfies TextKey, values)],
    link,
    remark: t('staff.mail.remark'),
  };
  return { ...written({ channel: 'email', to: to.email, language: 'fr', subjectRef: to.subjectRef }, mail), kind: `staff_${news}` };
}
