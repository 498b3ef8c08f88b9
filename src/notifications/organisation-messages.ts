import { translator } from '../http/texts.ts';
import { written, type Addressee } from './messages.ts';
import type { Message } from './outbox.ts';

/** What an operator did to an organisation; the words are `organisation.mail.<news>.title` and `.text`. */
export type OrganisationNews = 'suspended' | 'lifted' | 'withdrawn';

/** A mail to a manager of the organisation; in French, the only language we know of theirs. */
export function organisationMail(
  manager: { readonly email: string; readonly subjectRef: string },
  news: OrganisationNews,
  { organisation, reason }: { readonly organisation: string; readonly reason: string },
): Message {
  const t = translator('fr');
  const lines = [t(`organisation.mail.${news}.text`, { organisation }), t('organisation.mail.reason', { reason })];
  const mail = { title: t(`organisation.mail.${news}.title`, { organisation }), lines, remark: t('organisation.mail.remark') };
  const to: Addressee = { channel: 'email', to: manager.email, language: 'fr', subjectRef: manager.subjectRef };
  return { ...written(to, mail), kind: `organisation_${news}` };
}
