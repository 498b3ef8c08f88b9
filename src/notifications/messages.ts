import { Mail, mailText, type MailProps } from '../../views/mail/mail.tsx';
import { languages } from '../http/languages.ts';
import { renderDocument } from '../http/render.ts';
import { translator, type Language, type Translate } from '../http/texts.ts';
import type { Channel, Message } from './outbox.ts';

/** Somebody we can tell something, and how. */
export interface Addressee {
  readonly channel: Channel;
  readonly to: string;
  readonly language: Language;
  readonly subjectRef: string | null;
}

/** What a person is told of a mandate. No message names a procedure: telephones and mailboxes are read by others. */
export interface MandateNews {
  readonly organisation: string;
  /** The person's own pages. */
  readonly address: string;
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

/** A mandate begins; the code that stops it, in groups, and where it is typed, travel with the news. */
export function mandateConcluded(
  to: Addressee,
  {
    organisation,
    address,
    end,
    stop,
  }: MandateNews & { readonly end: Date; readonly stop: { readonly code: string; readonly address: string } },
): Message {
  const t = translator(to.language);
  const texts = [t('message.concluded.text', { organisation, end }), t('message.concluded.stop', stop)];
  return { ...news(to, t, { key: 'concluded', texts, address }), kind: 'mandate_concluded' };
}

/** A mandate was used. */
export function mandateUsed(to: Addressee, { organisation, address, at }: MandateNews & { readonly at: Date }): Message {
  const t = translator(to.language);
  return { ...news(to, t, { key: 'used', texts: [t('message.used.text', { organisation, at })], address }), kind: 'mandate_used' };
}

/** A mandate is over, or a part of it. */
export function mandateEnded(to: Addressee, { organisation, address, at }: MandateNews & { readonly at: Date }): Message {
  const t = translator(to.language);
  return { ...news(to, t, { key: 'ended', texts: [t('message.ended.text', { organisation, at })], address }), kind: 'mandate_ended' };
}

interface News {
  readonly key: 'concluded' | 'used' | 'ended';
  readonly texts: readonly string[];
  readonly address: string;
}

function news(to: Addressee, t: Translate, { key, texts, address }: News): Omit<Message, 'kind'> {
  const link = { href: address, label: t('message.see') };
  return written(to, { title: t(`message.${key}.title`), lines: texts, link, remark: t('message.remark') });
}

/** What a mail says, ready to leave by the channel of whom it is for. */
export function written({ channel, to, language, subjectRef }: Addressee, mail: MailProps): Omit<Message, 'kind'> {
  if (channel === 'sms') return { channel, to, subjectRef, text: ['Procura :', ...mail.lines, mail.link?.href ?? ''].join(' ').trim() };
  return { channel, to, subjectRef, subject: mail.title, text: mailText(mail), html: htmlOf(mail, language) };
}

function htmlOf(mail: MailProps, language: Language): string {
  const { direction } = languages[language];
  const t = translator(language);
  return renderDocument(Mail, mail, { language, direction, t, nonce: '', csrfToken: null, path: '/', me: null, flash: null });
}
