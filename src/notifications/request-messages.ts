import { translator } from '../http/texts.ts';
import { type Addressee, written } from './messages.ts';
import { nameInText } from './name-in-text.ts';
import type { Because } from './news-messages.ts';
import type { Message } from './outbox.ts';

/** A person is asked from afar whether they agree to a mandate: who asks, and the link, which serves once. */
export function mandateRequested(
  to: Addressee,
  { organisation, address, until }: { readonly organisation: string; readonly address: string; readonly until: Date },
): Message {
  const t = translator(to.language);
  const link = { href: address, label: t('message.requested.action') };
  const named = nameInText(to.language, organisation);
  const lines = [t('message.requested.text', { organisation: named, until })];
  return {
    ...written(to, { title: t('message.requested.title', { organisation: named }), lines, link, remark: t('message.requested.remark') }),
    kind: 'mandate_requested',
    expiresAt: until,
  };
}

/** What a person agreed to, or was asked from afar, will not begin: the organisation ended. Whoever has a space of their own finds it there. */
export function mandateGivenUp(
  to: Addressee,
  { organisation, because, address }: { readonly organisation: string; readonly because: Because; readonly address: string | null },
): Message {
  const t = translator(to.language);
  const joined = because.cause === 'organisation_merged' ? 'message.given_up.merged' : (`message.because.${because.cause}` as const);
  const lines = [
    t('message.given_up.text', { organisation: nameInText(to.language, organisation) }),
    t(joined, { into: nameInText(to.language, because.into ?? '') }),
  ];
  const mail = { title: t('message.given_up.title'), lines, remark: t('message.halted.remark') };
  const link = address === null ? {} : { link: { href: address, label: t('person.answered.home') } };
  return { ...written(to, { ...mail, ...link }), kind: 'mandate_given_up' };
}

/** What a person answered from afar; unclear when it was neither, twice. */
export type Answer = 'yes' | 'no' | 'unclear';

/** The person answered from afar: the helper who asked goes on. */
export function requestAnswered(to: Addressee, { address, answer }: { readonly address: string; readonly answer: Answer }): Message {
  const t = translator(to.language);
  const link = { href: address, label: t('mandates.answered.action') };
  const lines = [t(`mandates.answered.${answer}`)];
  return {
    ...written(to, { title: t('mandates.answered.title'), lines, link, remark: t('mandates.answered.remark') }),
    kind: 'request_answered',
  };
}
