import type { Language } from '../http/languages.ts';
import { listed } from '../http/lists.ts';
import { type TextKey, translator } from '../http/texts.ts';
import { type Addressee, written } from './messages.ts';
import { nameInText } from './name-in-text.ts';
import type { Message } from './outbox.ts';

export interface Recap {
  readonly organisation: string;
  /** What may be done. The one message that says it: nobody agrees to what they did not read, and it goes only to a number its person confirmed. */
  readonly procedures: readonly TextKey[];
  /** Which of them a renewal adds. */
  readonly added: readonly TextKey[];
  /** Who alone may act; null: any certified helper there. */
  readonly named: readonly string[] | null;
  readonly startsAt: Date;
  readonly expiresAt: Date;
  /** Where the whole text is read. */
  readonly address: string;
}

/** What the question that follows is about. */
export function mandateRecap(to: Addressee, { organisation, procedures, added, named, startsAt, expiresAt, address }: Recap): Message {
  const t = translator(to.language);
  const list = (keys: readonly TextKey[]) =>
    listed(
      keys.map((key) => t(key)),
      to.language,
    );
  const who = {
    who: named ? 'named' : 'all',
    named: listed(
      (named ?? []).map((name) => nameInText(to.language, name)),
      to.language,
    ),
  };
  const values = { ...who, organisation: nameInText(to.language, organisation), procedures: list(procedures), address };
  const recap = t('message.sms.recap', { ...values, start: startsAt, end: expiresAt });
  const sms = added.length > 0 ? `${recap} ${t('message.sms.recap.added', { procedures: list(added) })}` : recap;
  return { ...inSms(to, sms), kind: 'mandate_recap', expiresAt };
}

export interface Question {
  readonly organisation: string;
  readonly until: Date;
  /** The words that answer it. */
  readonly words: { readonly yes: string; readonly no: string };
}

/** The question itself. */
export function mandateQuestion(to: Addressee, { organisation, until, words }: Question): Message {
  const values = { ...words, organisation: nameInText(to.language, organisation), until };
  return { ...inSms(to, translator(to.language)('message.sms.question', values)), kind: 'mandate_question', expiresAt: until };
}

/** The question, once more, for who answered neither. */
export function questionAgain(language: Language, { organisation, until, words }: Question): string {
  return translator(language)('message.sms.question.again', { ...words, organisation: nameInText(language, organisation), until });
}

/** What came of an answer. */
export function answerTaken(
  language: Language,
  came: 'yes' | 'no' | 'unclear' | 'late' | 'before' | 'active' | 'elsewhere',
  { organisation, no, address }: { readonly organisation: string; readonly no: string; readonly address: string },
): string {
  return translator(language)(`message.sms.answer.${came}`, { organisation: nameInText(language, organisation), no, address });
}

function inSms(to: Addressee, text: string): Omit<Message, 'kind'> {
  return written(to, { title: '', lines: [], remark: '' }, text);
}
