import type { Work } from '../db/database.ts';
import type { Contact } from './contact.ts';
import type { Person } from './person.ts';

/** Somebody whose number the SMS came from, as far as anybody said: several persons may share a telephone. */
export interface Sender {
  readonly person: Person;
  readonly contact: Contact;
}

/** An SMS somebody sent us: one line, without what cannot be seen. */
export interface ReceivedSms {
  readonly id: string;
  /** The number as the world writes it (E.164). */
  readonly from: string;
  readonly text: string;
  readonly senders: readonly Sender[];
}

/** What came of an SMS. */
export interface SmsAnswer {
  /** In a word, for the record. */
  readonly outcome: string;
  /** What is answered to the number; null for nothing. */
  readonly reply: string | null;
}

/** Takes an SMS, or leaves it to the next (null). Decides all in the transaction given, and throws only when the SMS is to come again. */
export type SmsAnswerer = (work: Work, sms: ReceivedSms) => Promise<SmsAnswer | null>;

/** What telephones and scripts add that nobody sees goes, and so do line ends. */
export function visibleText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\p{Cf}/gu, '')
    .trim();
}
