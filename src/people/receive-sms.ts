import { after, day } from '../clock.ts';
import type { Work } from '../db/database.ts';
import type { Language } from '../http/languages.ts';
import { append } from '../journal/append.ts';
import { smsNotUnderstood, smsReply } from '../notifications/sms-messages.ts';
import { queue } from '../notifications/outbox.ts';
import { contactPrint, isConfirmed } from './contact.ts';
import { listPeopleByPrint } from './address-store.ts';
import { languageTold } from './choose-language.ts';
import { findContact } from './contact-store.ts';
import type { ReceivedSms, Sender, SmsAnswer, SmsAnswerer } from './sms.ts';
import * as store from './sms-store.ts';
import { findPerson } from './store.ts';

export interface Reception {
  readonly sms: Omit<ReceivedSms, 'senders'>;
  readonly answerers: readonly SmsAnswerer[];
  readonly publicUrl: string;
}

/**
 * An SMS came in. The first answerer that knows what to do with it does; when none does, the number is told so, at most once a day.
 * The same id twice is one SMS. Each person whose number it is finds it in their record: that it came, and what came of it.
 */
export async function receiveSms(work: Work, { sms, answerers, publicUrl }: Reception): Promise<void> {
  if (!(await store.keepReceived(work.tx, sms.id, work.at))) return;
  const print = contactPrint(work.vault, { channel: 'sms', address: sms.from });
  const senders = await listSenders(work, print);
  const answer = (await firstAnswer(work, answerers, { ...sms, senders })) ?? (await courtesy(work, { print, senders, publicUrl }));
  if (answer.reply !== null) await queue(work, smsReply(sms.from, answer.reply));
  for (const { person, contact } of senders)
    await append(work, { event: 'sms_received', person, details: { contact: contact.id, outcome: answer.outcome } });
}

async function listSenders(work: Work, print: Buffer): Promise<Sender[]> {
  const senders: Sender[] = [];
  for (const { personId, contactId } of await listPeopleByPrint(work.tx, print)) {
    const person = await findPerson(work.tx, work.vault, personId);
    const contact = await findContact(work.tx, work.vault, { personId, id: contactId });
    if (person && contact) senders.push({ person, contact });
  }
  return senders;
}

async function firstAnswer(work: Work, answerers: readonly SmsAnswerer[], sms: ReceivedSms): Promise<SmsAnswer | null> {
  for (const answerer of answerers) {
    const answer = await answerer(work, sms);
    if (answer) return answer;
  }
  return null;
}

async function courtesy(
  work: Work,
  { print, senders, publicUrl }: { readonly print: Buffer; readonly senders: readonly Sender[]; readonly publicUrl: string },
): Promise<SmsAnswer> {
  const isFirst = await store.takeCourtesy(work.tx, { print, at: work.at, since: after(work.at, -day) });
  const reply = isFirst ? smsNotUnderstood(await languageOf(work, senders), `${publicUrl}/help`) : null;
  return { outcome: 'not_understood', reply };
}

/** What the one person whose number it is chose to read, before those who only say that it is theirs; French for anybody else. */
export async function languageOf({ tx }: Pick<Work, 'tx'>, senders: readonly Sender[]): Promise<Language> {
  const confirmed = senders.filter(({ contact }) => isConfirmed(contact));
  const [sender, other] = confirmed.length > 0 ? confirmed : senders;
  return (sender && !other ? await languageTold(tx, sender.person.id) : null) ?? 'fr';
}
