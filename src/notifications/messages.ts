import { Mail, mailText, type MailProps } from '../../views/mail/mail.tsx';
import { languages } from '../http/languages.ts';
import { renderDocument } from '../http/render.ts';
import { translator, type Language } from '../http/texts.ts';
import type { Channel, Message } from './outbox.ts';
import { smsText } from './sms-text.ts';

/** Somebody we can tell something, and how. */
export interface Addressee {
  readonly channel: Channel;
  readonly to: string;
  readonly language: Language;
  readonly subjectRef: string | null;
}

/** The link by which a helper signs in. */
export function signInLink(to: Addressee, { address, expiresAt }: { readonly address: string; readonly expiresAt: Date }): Message {
  const t = translator(to.language);
  const lines = [t('identity.mail.link.text', { until: expiresAt })];
  const link = { href: address, label: t('identity.mail.link.action') };
  const mail = { title: t('identity.mail.link.title'), lines, link, remark: t('identity.mail.link.remark') };
  return { ...written(to, mail), kind: 'sign_in_link', expiresAt };
}

/** What protects a helper's account changed: if it was not them, they should know at once. */
export function factorsChanged(to: Addressee, { address, at }: { readonly address: string; readonly at: Date }): Message {
  const t = translator(to.language);
  const link = { href: address, label: t('identity.mail.factors.action') };
  const lines = [t('identity.mail.factors.text', { at })];
  return {
    ...written(to, { title: t('identity.mail.factors.title'), lines, link, remark: t('identity.mail.factors.remark') }),
    kind: 'factors_changed',
  };
}

/** What a mail says, ready to leave by the channel of whom it is for; by SMS, in the few words given for it. */
export function written({ channel, to, language, subjectRef }: Addressee, mail: MailProps, sms?: string): Omit<Message, 'kind'> {
  if (channel === 'email') return { channel, to, subjectRef, subject: mail.title, text: mailText(mail), html: htmlOf(mail, language) };
  const text = sms ?? [translator(language)('message.sms.from'), ...mail.lines, mail.link?.href ?? ''].join(' ').trim();
  return { channel, to, subjectRef, text: smsText(text) };
}

function htmlOf(mail: MailProps, language: Language): string {
  const { direction } = languages[language];
  const t = translator(language);
  return renderDocument(Mail, mail, { language, direction, t, nonce: '', csrfToken: null, path: '/', me: null, flash: null });
}
