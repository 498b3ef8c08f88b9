import type { Language } from '../http/languages.ts';
import { translator } from '../http/texts.ts';
import type { Message } from './outbox.ts';
import { smsText } from './sms-text.ts';

/** An answer to an SMS, to the number it came from. Sealed with nobody's key: numbers that wrote to us may be nobody's. */
export function smsReply(to: string, text: string): Message {
  return { kind: 'sms_reply', channel: 'sms', subjectRef: null, to, text: smsText(text) };
}

/** That an SMS meant nothing to us, and what would have. */
export function smsNotUnderstood(language: Language, address: string): string {
  return translator(language)('message.sms.notUnderstood', { address });
}
