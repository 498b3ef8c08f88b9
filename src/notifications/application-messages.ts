import { translator } from '../http/texts.ts';
import { written, type Addressee } from './messages.ts';
import type { Message } from './outbox.ts';

/** What an applicant is told; the words are `application.mail.<news>.title` and `.text`. */
export const applicationNews = ['begun', 'link', 'submitted', 'changes', 'accepted', 'refused', 'message'] as const;

export type ApplicationNews = (typeof applicationNews)[number];

/** A mail to whoever applies for certification. What was written to them is read on the page, not in the mail. */
export function applicationMail(to: Addressee, news: ApplicationNews, address: string): Message {
  const t = translator(to.language);
  const link = { href: address, label: t('application.mail.action') };
  const lines = [t(`application.mail.${news}.text`)];
  const mail = { title: t(`application.mail.${news}.title`), lines, link, remark: t('application.mail.remark') };
  return { ...written(to, mail), kind: `application_${news}` };
}

/** A mail to a manager whose organisation asks for more time, in French: we know no other language of theirs. The words are `renewal.mail.<news>`. */
export function renewalMail(
  manager: { readonly email: string; readonly subjectRef: string },
  news: Exclude<ApplicationNews, 'begun' | 'link'>,
  address: string,
): Message {
  const t = translator('fr');
  const link = { href: address, label: t('staff.mail.see') };
  const mail = { title: t(`renewal.mail.${news}.title`), lines: [t(`renewal.mail.${news}.text`)], link, remark: t('staff.mail.remark') };
  return {
    ...written({ channel: 'email', to: manager.email, language: 'fr', subjectRef: manager.subjectRef }, mail),
    kind: `renewal_${news}`,
  };
}

/** A mail to the manager of a body that was just certified, for their first access; in French, the only language we know of theirs. */
export function enrolledMail(
  helper: { readonly email: string; readonly subjectRef: string },
  { organisation, address }: { readonly organisation: string; readonly address: string },
): Message {
  const t = translator('fr');
  const link = { href: address, label: t('application.mail.enrolled.action') };
  const lines = [t('application.mail.enrolled.manager', { organisation })];
  const mail = { title: t('application.mail.enrolled.title', { organisation }), lines, link, remark: t('application.mail.remark') };
  const to: Addressee = { channel: 'email', to: helper.email, language: 'fr', subjectRef: helper.subjectRef };
  return { ...written(to, mail), kind: 'enrolled' };
}
