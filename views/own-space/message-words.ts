import { hasText, type TextKey, type Translate } from '../../src/http/texts.ts';

/** A message to a person, long after its own words were forgotten. */
interface Sent {
  readonly kind: string;
  readonly channel: string;
  readonly sentAt: Date | null;
  readonly failedAt: Date | null;
}

/** Kinds that are not called as their message was. */
const called: Readonly<Record<string, TextKey>> = {
  contact_code: 'message.code.title',
  contact_proposed: 'message.proposed.title',
  act_code: 'message.act.title',
  case_news: 'message.case.title',
  identity_refreshed: 'message.refreshed.title',
  mandate_requested: 'person.record.event.mandate_requested',
  mandate_recap: 'person.record.event.mandate_asked_by_sms',
  mandate_question: 'person.record.event.mandate_asked_by_sms',
};

/** What a message was about, as far as there are words for it; by which way; and whether it left. */
export function messageWords(t: Translate, { kind, channel, sentAt, failedAt }: Sent): string {
  const title = `message.${kind.replace(/^mandate_/, '').replace(/^offer_.*/, 'offer')}.title`;
  const about = called[kind] ?? (hasText(title) ? title : null);
  const way = t(channel === 'sms' ? 'person.data.sms' : 'person.data.email');
  const unsent = failedAt === null ? 'person.data.message.waiting' : 'person.data.message.failed';
  return [about && t(about), way, sentAt === null && t(unsent)].filter(Boolean).join(' – ');
}
